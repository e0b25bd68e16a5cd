;; A float beyond the range of the integer type.
;; RUN: %wat2wasm %s -o %t.wasm
;; RUN: %everywhere --work %t.d --filecheck %s %t.wasm
;; CHECK: app: trap: integer overflow
;; CHECK: status 134
(module
  (memory 1)
  (func (export "_start")
    (f64.store (i32.const 0) (f64.const 4294967296.0))
    (drop (i32.trunc_f64_u (f64.load (i32.const 0))))))
