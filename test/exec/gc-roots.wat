;; Objects stay alive through a register or a frame, a global, a table, an element segment and each other: a list of two hundred thousand, built
;; among garbage, with a heap far smaller than all that is allocated. And under a collection at every allocation, in small.
;; RUN: %everywhere --work %t.d --option=--max-gc-heap=128M --filecheck %s %s -- large
;; RUN: %everywhere --work %t.d --option=--gc-stress --filecheck %s %s
;; CHECK: status 0
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (import "wasi_snapshot_preview1" "args_sizes_get" (func $args_sizes_get (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (rec
    (type $list (struct (field $next (mut (ref null $list))) (field $number i64)))
    (type $node (struct (field $left (mut (ref null $node))) (field $right (mut (ref null $node))) (field $leaves i32))))
  (type $words (array (mut i64)))
  (type $lists (array (mut (ref null $list))))
  (global $kept (mut (ref null $list)) (ref.null $list))
  (global $constant (ref $list) (struct.new $list (struct.new $list (ref.null $list) (i64.const 41)) (i64.const 40)))
  (table $table 3 (ref null $list))
  (elem $segment (ref $list) (item (struct.new $list (ref.null $list) (i64.const 50))) (item (global.get $constant)))
  (elem (table $table) (i32.const 2) (ref $list) (item (struct.new $list (ref.null $list) (i64.const 60))))

  (func $check (param $holds i32) (param $code i32)
    (if (i32.eqz (local.get $holds)) (then (call $proc_exit (local.get $code)))))

  (func $long (param $length i64) (result (ref null $list))
    (local $list (ref null $list))
    (loop $more
      (local.set $list (struct.new $list (local.get $list) (local.get $length)))
      (drop (array.new $words (i64.const -1) (i32.wrap_i64 (i64.and (local.get $length) (i64.const 31)))))
      (local.set $length (i64.sub (local.get $length) (i64.const 1)))
      (br_if $more (i64.ne (local.get $length) (i64.const 0))))
    (local.get $list))

  ;; The sum of the numbers.
  (func $sum (param $list (ref null $list)) (result i64)
    (local $sum i64)
    (block $end
      (loop $more
        (br_if $end (ref.is_null (local.get $list)))
        (local.set $sum (i64.add (local.get $sum) (struct.get $list $number (local.get $list))))
        (local.set $list (struct.get $list $next (local.get $list)))
        (br $more)))
    (local.get $sum))

  (func $tree (param $depth i32) (result (ref $node))
    (if (result (ref $node)) (i32.eqz (local.get $depth))
      (then (struct.new $node (ref.null $node) (ref.null $node) (i32.const 1)))
      (else
        (struct.new $node
          (call $tree (i32.sub (local.get $depth) (i32.const 1)))
          (call $tree (i32.sub (local.get $depth) (i32.const 1)))
          (i32.const 0)))))
  (func $leaves (param $node (ref null $node)) (result i32)
    (if (result i32) (ref.is_null (local.get $node))
      (then (i32.const 0))
      (else
        (i32.add (struct.get $node $leaves (local.get $node))
          (i32.add (call $leaves (struct.get $node $left (local.get $node)))
                   (call $leaves (struct.get $node $right (local.get $node))))))))

  ;; A ring that nothing refers to, and a large array that refers to itself through it.
  (func $garbage (param $count i32)
    (local $first (ref null $list))
    (loop $more
      (local.set $first (struct.new $list (ref.null $list) (i64.const 1)))
      (struct.set $list $next (local.get $first) (struct.new $list (local.get $first) (i64.const 2)))
      (drop (array.new $lists (local.get $first) (i32.const 5000)))
      (local.set $count (i32.sub (local.get $count) (i32.const 1)))
      (br_if $more (local.get $count))))

  (func (export "_start")
    (local $length i64) (local $depth i32) (local $list (ref null $list)) (local $array (ref null $lists)) (local $i i32)
    (drop (call $args_sizes_get (i32.const 0) (i32.const 4)))
    (if (i32.gt_u (i32.load (i32.const 0)) (i32.const 1))
      (then (local.set $length (i64.const 200000)) (local.set $depth (i32.const 16)))
      (else (local.set $length (i64.const 50)) (local.set $depth (i32.const 4))))
    (local.set $list (call $long (local.get $length)))
    (global.set $kept (call $long (local.get $length)))
    (table.set $table (i32.const 1) (struct.new $list (call $long (i64.const 2)) (i64.const 10)))
    (call $garbage (i32.wrap_i64 (i64.div_u (local.get $length) (i64.const 50))))
    (call $check
      (i64.eq (call $sum (local.get $list))
        (i64.div_u (i64.mul (local.get $length) (i64.add (local.get $length) (i64.const 1))) (i64.const 2)))
      (i32.const 1))
    (call $check (i64.eq (call $sum (global.get $kept)) (call $sum (local.get $list))) (i32.const 2))
    (call $check (i64.eq (call $sum (table.get $table (i32.const 1))) (i64.const 13)) (i32.const 3))
    (call $check (i64.eq (call $sum (table.get $table (i32.const 2))) (i64.const 60)) (i32.const 4))
    (call $check (i64.eq (call $sum (global.get $constant)) (i64.const 81)) (i32.const 5))
    (table.init $table $segment (i32.const 0) (i32.const 0) (i32.const 2))
    (call $check (i64.eq (call $sum (table.get $table (i32.const 0))) (i64.const 50)) (i32.const 6))
    (call $check (ref.eq (table.get $table (i32.const 1)) (global.get $constant)) (i32.const 7))
    (call $check
      (i32.eq (call $leaves (call $tree (local.get $depth))) (i32.shl (i32.const 1) (local.get $depth)))
      (i32.const 8))
    ;; Only an array keeps these, while a loop goes through it.
    (local.set $array (array.new_default $lists (i32.const 1000)))
    (loop $more
      (array.set $lists (local.get $array) (local.get $i) (call $long (i64.const 2)))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $more (i32.lt_u (local.get $i) (array.len (local.get $array)))))
    (loop $more
      (local.set $i (i32.sub (local.get $i) (i32.const 1)))
      (call $check (i64.eq (call $sum (array.get $lists (local.get $array) (local.get $i))) (i64.const 3)) (i32.const 9))
      (br_if $more (local.get $i)))))
