;; The last byte of the load is the first beyond the end; the value is never used, and the trap stays.
;; RUN: %wat2wasm %s -o %t.wasm
;; RUN: %everywhere --work %t.d --filecheck %s %t.wasm
;; CHECK: app: trap: out of bounds memory access
;; CHECK: status 134
(module
  (memory 1)
  (func (export "_start")
    (drop (i32.load (i32.const 65533)))))
