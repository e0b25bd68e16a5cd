;; The deadline ends the process while one thread computes, one waits for another, and one for a time to come.
;; RUN: %everywhere --work %t.d --filecheck %s --option=--timeout=300ms %s
;; CHECK: app: trap: timeout
;; CHECK-NOT: trap
;; CHECK: status 134
(module
  (import "wasi" "thread-spawn" (func $spawn (param i32) (result i32)))
  (import "env" "memory" (memory 1 1 shared))
  (func (export "wasi_thread_start") (param i32 i32)
    (if (local.get 1) (then (loop $busy (br $busy))))
    (drop (memory.atomic.wait32 (i32.const 0) (i32.const 0) (i64.const 10_000_000_000)))
    (unreachable))
  (func (export "_start")
    (drop (call $spawn (i32.const 0)))
    (drop (call $spawn (i32.const 1)))
    (drop (memory.atomic.wait32 (i32.const 0) (i32.const 0) (i64.const -1)))))
