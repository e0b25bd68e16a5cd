;; Four threads make objects, and keep some in globals of their own, in locals and across calls; whoever collects stops the others,
;; wherever they are: computing, allocating, waiting. Each finds its objects as they were.
;; RUN: %everywhere --work %t.d --option=--max-gc-heap=64M --filecheck %s %s
;; CHECK: {{^}}status 0
(module
  (import "env" "memory" (memory 1 1 shared))
  (import "wasi" "thread-spawn" (func $spawn (param i32) (result i32)))
  (type $list (struct (field $next (ref null $list)) (field $number i32)))
  (type $words (array (mut i32)))
  (global $kept (mut (ref null $list)) (ref.null $list))
  (func $require (param i32) (if (i32.eqz (local.get 0)) (then (unreachable))))

  (func $make (param $length i32) (param $number i32) (result (ref null $list))
    (local $list (ref null $list))
    (loop $more
      (local.set $list (struct.new $list (local.get $list) (local.get $number)))
      (br_if $more (local.tee $length (i32.sub (local.get $length) (i32.const 1)))))
    (local.get $list))
  (func $check (param $list (ref null $list)) (param $length i32) (param $number i32)
    (loop $more
      (call $require (i32.eq (struct.get $list $number (local.get $list)) (local.get $number)))
      (local.set $list (struct.get $list $next (local.get $list)))
      (br_if $more (local.tee $length (i32.sub (local.get $length) (i32.const 1)))))
    (call $require (ref.is_null (local.get $list))))

  (func $work (param $number i32) (local $round i32) (local $own (ref null $list)) (local $words (ref null $words))
    (global.set $kept (call $make (i32.const 1000) (local.get $number)))
    (loop $again
      (local.set $own (call $make (i32.const 3000) (i32.add (local.get $number) (local.get $round))))
      (local.set $words (array.new $words (local.get $round) (i32.const 20000)))
      (call $check (local.get $own) (i32.const 3000) (i32.add (local.get $number) (local.get $round)))
      (call $require
        (i32.eq (array.get $words (local.get $words) (i32.const 19999)) (local.get $round)))
      (br_if $again (i32.lt_u (local.tee $round (i32.add (local.get $round) (i32.const 1))) (i32.const 300))))
    (call $check (global.get $kept) (i32.const 1000) (local.get $number)))

  (func (export "wasi_thread_start") (param $thread i32) (param $number i32)
    (call $work (i32.mul (local.get $number) (i32.const 1000)))
    (drop (i32.atomic.rmw.add (i32.const 0) (i32.const 1)))
    (drop (memory.atomic.notify (i32.const 0) (i32.const 1))))
  (func (export "_start") (local $i i32) (local $done i32)
    (loop $next
      (call $require (i32.gt_s (call $spawn (local.tee $i (i32.add (local.get $i) (i32.const 1)))) (i32.const 0)))
      (br_if $next (i32.lt_u (local.get $i) (i32.const 4))))
    (call $work (i32.const 0))
    (loop $wait
      (local.set $done (i32.atomic.load (i32.const 0)))
      (if (i32.ne (local.get $done) (i32.const 4))
        (then
          (drop (memory.atomic.wait32 (i32.const 0) (local.get $done) (i64.const -1)))
          (br $wait))))))
