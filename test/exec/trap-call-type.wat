;; An indirect call of a function that has another type.
;; RUN: %wat2wasm %s -o %t.wasm
;; RUN: %everywhere --work %t.d --filecheck %s %t.wasm
;; CHECK: app: trap: indirect call type mismatch
;; CHECK: status 134
(module
  (table 1 funcref)
  (elem (i32.const 0) $takesLong)
  (func $takesLong (param i64))
  (func (export "_start")
    (call_indirect (param i32) (i32.const 5) (i32.const 0))))
