;; One small object in each block that survives leaves nearly all of the heap for objects that are longer than a line.
;; RUN: %everywhere --work %t.d --option=--max-gc-heap=8M --filecheck %s %s
;; CHECK: {{^}}status 0
(module
  (type $small (struct (field (ref null $small)) (field i64 i64)))
  (type $smalls (array (mut (ref null $small))))
  (type $medium (array (mut i64)))
  (type $mediums (array (mut (ref null $medium))))
  (global $kept (mut (ref null $smalls)) (ref.null $smalls))
  (func $small (param (ref null $small)) (result (ref null $small)) (struct.new $small (local.get 0) (i64.const 1) (i64.const 2)))

  ;; Objects of 32 bytes nearly fill the heap; one in 1024 is then referred to.
  (func $scatter (local $i i32) (local $all (ref null $small))
    (global.set $kept (array.new_default $smalls (i32.const 256)))
    (loop $more
      (local.set $all (call $small (local.get $all)))
      (if (i32.eqz (i32.and (local.get $i) (i32.const 1023)))
        (then
          (array.set $smalls (global.get $kept) (i32.shr_u (local.get $i) (i32.const 10)) (call $small (ref.null $small)))))
      (br_if $more (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 250000)))))

  ;; Of 16 to 160 elements, as many as take half of the heap, then as many again in their place.
  (func $check (param $mediums (ref $mediums)) (local $i i32)
    (loop $next
      (if (i64.ne
            (array.get $medium (array.get $mediums (local.get $mediums) (local.get $i)) (i32.const 15))
            (i64.extend_i32_u (local.get $i)))
        (then (unreachable)))
      (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 5000)))))
  (func $fill (param $mediums (ref $mediums)) (local $i i32)
    (loop $next
      (array.set $mediums (local.get $mediums) (local.get $i)
        (array.new $medium
          (i64.extend_i32_u (local.get $i))
          (i32.add (i32.const 16) (i32.mul (i32.const 16) (i32.rem_u (local.get $i) (i32.const 10))))))
      (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 5000)))))
  (func (export "_start") (local $mediums (ref $mediums)) (local $i i32)
    (call $scatter)
    (local.set $mediums (array.new_default $mediums (i32.const 5000)))
    (loop $again
      (call $fill (local.get $mediums))
      (call $check (local.get $mediums))
      (br_if $again (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 5))))))
