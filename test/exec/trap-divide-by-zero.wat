;; A zero divisor, here one that only memory knows; the remainder is never used, and the trap stays.
;; RUN: %wat2wasm %s -o %t.wasm
;; RUN: %everywhere --work %t.d --filecheck %s %t.wasm
;; CHECK: app: trap: integer divide by zero
;; CHECK: status 134
(module
  (memory 1)
  (func (export "_start")
    (drop (i32.rem_u (i32.const 7) (i32.load (i32.const 16))))))
