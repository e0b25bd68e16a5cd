;; A table with 64-bit indices: growth answers -1 in 64 bits, no index loses its upper half.
;; RUN: %everywhere --work %t.d --filecheck %s %s
;; CHECK: app: trap: undefined element
;; CHECK: status 134
(module
  (type $constant (func (result i32)))
  (table $t i64 2 funcref)
  (elem (table $t) (i64.const 1) func $seven)
  (func $seven (type $constant) (i32.const 7))
  (func $check (param i32) (if (i32.eqz (local.get 0)) (then (unreachable))))
  (func (export "_start")
    (call $check (i32.eq (call_indirect $t (type $constant) (i64.const 1)) (i32.const 7)))
    (call $check (i64.eq (table.grow $t (ref.null func) (i64.const -1)) (i64.const -1)))
    (call $check (i64.eq (table.grow $t (ref.func $seven) (i64.const 3)) (i64.const 2)))
    (call $check (i64.eq (table.size $t) (i64.const 5)))
    (call $check (i32.eq (call_indirect $t (type $constant) (i64.const 4)) (i32.const 7)))
    (drop (call_indirect $t (type $constant) (i64.const 0x100000001)))))
