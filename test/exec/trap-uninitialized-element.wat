;; An indirect call of an element that nothing has filled.
;; RUN: %wat2wasm %s -o %t.wasm
;; RUN: %everywhere --work %t.d --filecheck %s %t.wasm
;; CHECK: app: trap: uninitialized element
;; CHECK: status 134
(module
  (table 2 funcref)
  (elem (i32.const 1) $nothing)
  (func $nothing)
  (func (export "_start")
    (call_indirect (i32.const 0))))
