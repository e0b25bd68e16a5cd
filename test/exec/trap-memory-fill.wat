;; Bulk instructions check the whole range.
;; RUN: %wat2wasm %s -o %t.wasm
;; RUN: %everywhere --work %t.d --filecheck %s %t.wasm
;; CHECK: app: trap: out of bounds memory access
;; CHECK: status 134
(module
  (memory 1)
  (func (export "_start")
    (memory.fill (i32.const 65000) (i32.const 1) (i32.const 537))))
