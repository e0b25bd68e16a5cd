;; Element segments keep objects alive as long as something can get at them: active and declarative ones not at all once they are
;; where they go, and a passive one until it is dropped. The heap has room for two of the large objects and two of the small ones, of
;; which a register may keep one, and not for three of the large.
;; RUN: %everywhere --work %t.d --option=--max-gc-heap=85M --filecheck %s %s
;; CHECK: status 0
(module
  (type $bytes (array (mut i8)))
  (table $table 2 (ref null $bytes))
  (elem $passive (ref null $bytes)
    (item (array.new $bytes (i32.const 1) (i32.const 30000000)))
    (item (array.new $bytes (i32.const 2) (i32.const 10))))
  (elem (table $table) (i32.const 0) (ref null $bytes) (item (array.new $bytes (i32.const 3) (i32.const 30000000))))
  (elem $declarative declare (ref null $bytes) (item (array.new $bytes (i32.const 4) (i32.const 30000000))))
  (memory (export "memory") 1)

  (func $allocate (param $count i32)
    (loop $more
      (table.set $table (i32.const 1) (array.new $bytes (i32.const 5) (i32.const 10000000)))
      (table.set $table (i32.const 1) (ref.null $bytes))
      (br_if $more (local.tee $count (i32.sub (local.get $count) (i32.const 1))))))

  (func $check (param $index i32) (param $length i32) (param $byte i32)
    (local $array (ref null $bytes))
    (local.set $array (table.get $table (local.get $index)))
    (if (i32.ne (array.len (local.get $array)) (local.get $length)) (then (unreachable)))
    (if (i32.ne (array.get_u $bytes (local.get $array) (i32.const 9)) (local.get $byte)) (then (unreachable))))

  (func (export "_start")
    ;; Two are in use: the passive segment's and the table's.
    (call $allocate (i32.const 8))
    (call $check (i32.const 0) (i32.const 30000000) (i32.const 3))
    (table.init $table $passive (i32.const 0) (i32.const 0) (i32.const 2))
    (call $check (i32.const 0) (i32.const 30000000) (i32.const 1))
    (call $check (i32.const 1) (i32.const 10) (i32.const 2))
    ;; Only the passive segment's; then none, and there is room for two others.
    (table.fill $table (i32.const 0) (ref.null $bytes) (i32.const 2))
    (call $allocate (i32.const 8))
    (elem.drop $passive)
    (table.set $table (i32.const 0) (array.new $bytes (i32.const 6) (i32.const 60000000)))
    (call $allocate (i32.const 8))
    (call $check (i32.const 0) (i32.const 60000000) (i32.const 6))))
