;; The smallest integer divided by -1 has no answer.
;; RUN: %wat2wasm %s -o %t.wasm
;; RUN: %everywhere --work %t.d --filecheck %s %t.wasm
;; CHECK: app: trap: integer overflow
;; CHECK: status 134
(module
  (memory 1)
  (data (i32.const 8) "\00\00\00\00\00\00\00\80\ff\ff\ff\ff\ff\ff\ff\ff")
  (func (export "_start")
    (drop (i64.div_s (i64.load (i32.const 8)) (i64.load (i32.const 16))))))
