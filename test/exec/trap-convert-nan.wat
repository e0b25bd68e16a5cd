;; Not-a-number has no integer.
;; RUN: %wat2wasm %s -o %t.wasm
;; RUN: %everywhere --work %t.d --filecheck %s %t.wasm
;; CHECK: app: trap: invalid conversion to integer
;; CHECK: status 134
(module
  (memory 1)
  (func (export "_start")
    (f32.store (i32.const 0) (f32.const nan))
    (drop (i64.trunc_f32_s (f32.load (i32.const 0))))))
