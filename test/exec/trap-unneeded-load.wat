;; The value of the load becomes unneeded only when the optimiser has looked into the function that takes it; the trap stays.
;; RUN: %wat2wasm %s -o %t.wasm
;; RUN: %everywhere --work %t.d --filecheck %s %t.wasm
;; CHECK: app: trap: out of bounds memory access
;; CHECK: status 134
(module
  (memory 1)
  (data (i32.const 0) "\fd\ff\00\00")
  (func $ignore (param i32))
  (func (export "_start")
    (call $ignore (i32.load (i32.load (i32.const 0))))))
