;; Endless recursion exhausts the stack of the thread that does it.
;; RUN: %everywhere --work %t.d --filecheck %s %s
;; CHECK: app: trap: call stack exhausted
;; CHECK: status 134
(module
  (import "wasi" "thread-spawn" (func $spawn (param i32) (result i32)))
  (import "env" "memory" (memory 1 1 shared))
  (func $recurse (param i32) (result i32) (i32.add (call $recurse (i32.add (local.get 0) (i32.const 1))) (i32.load (local.get 0))))
  (func (export "wasi_thread_start") (param i32 i32) (drop (call $recurse (local.get 1))))
  (func (export "_start")
    (drop (call $spawn (i32.const 0)))
    (drop (memory.atomic.wait32 (i32.const 0) (i32.const 0) (i64.const -1)))))
