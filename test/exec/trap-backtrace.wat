;; A trap's report names the functions on the way to it, innermost first. -O0, so that each has a frame.
;; RUN: %wat2wasm --debug-names %s -o %t.wasm
;; RUN: %everywhere --work %t.d --option=-O0 --filecheck %s %t.wasm
;; CHECK: app: trap: integer divide by zero
;; CHECK: divide
;; CHECK: middle
;; CHECK: begin
;; CHECK: status 134
(module
  (memory 1)
  (func $divide (param $by i32) (result i32)
    (i32.div_u (i32.const 1) (local.get $by)))
  (func $middle (result i32)
    (i32.add (call $divide (i32.load (i32.const 0))) (i32.const 1)))
  (func $begin (export "_start")
    (drop (call $middle))))
