;; An indirect call beyond the end of the table.
;; RUN: %wat2wasm %s -o %t.wasm
;; RUN: %everywhere --work %t.d --filecheck %s %t.wasm
;; CHECK: app: trap: undefined element
;; CHECK: status 134
(module
  (memory 1)
  (table 2 funcref)
  (func (export "_start")
    (i32.store (i32.const 0) (i32.const -1))
    (call_indirect (i32.load (i32.const 0)))))
