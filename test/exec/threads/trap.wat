;; A trap in a thread ends the process with a report of that thread's functions, while another one waits for ever.
;; RUN: %wat2wasm --enable-threads --debug-names %s -o %t.wasm
;; RUN: %everywhere --work %t.d --option=-O0 --filecheck %s %t.wasm
;; CHECK: app: trap: integer divide by zero
;; CHECK-NEXT: divide
;; CHECK-NEXT: worker
;; CHECK-NOT: begin
;; CHECK-NOT: trap:
;; CHECK: status 134
(module
  (import "wasi" "thread-spawn" (func $spawn (param i32) (result i32)))
  (import "env" "memory" (memory 1 1 shared))
  (func $divide (param $by i32) (result i32) (i32.div_u (i32.const 1) (local.get $by)))
  (func $worker (export "wasi_thread_start") (param i32 i32) (drop (call $divide (local.get 1))))
  (func $begin (export "_start")
    (drop (call $spawn (i32.const 0)))
    (drop (memory.atomic.wait32 (i32.const 0) (i32.const 0) (i64.const -1)))))
