;; An index beyond the end of a table.
;; RUN: %wat2wasm %s -o %t.wasm
;; RUN: %everywhere --work %t.d --filecheck %s %t.wasm
;; CHECK: app: trap: out of bounds table access
;; CHECK: status 134
(module
  (table 3 funcref)
  (func (export "_start")
    (drop (table.get 0 (i32.const 3)))))
