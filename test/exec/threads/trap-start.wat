;; A trap while a thread's instance comes up ends the process as any other: here the start function finds what the first instance's
;; left in the memory.
;; RUN: %everywhere --work %t.d --filecheck %s %s
;; CHECK: app: trap: unreachable
;; CHECK: status 134
(module
  (import "wasi" "thread-spawn" (func $spawn (param i32) (result i32)))
  (import "env" "memory" (memory 1 1 shared))
  (func $begin (if (i32.load (i32.const 8)) (then (unreachable))) (i32.store (i32.const 8) (i32.const 1)))
  (start $begin)
  (func (export "wasi_thread_start") (param i32 i32))
  (func (export "_start")
    (drop (call $spawn (i32.const 0)))
    (drop (memory.atomic.wait32 (i32.const 0) (i32.const 0) (i64.const -1)))))
