;; proc_exit in a thread ends the process, whatever the others do.
;; RUN: %everywhere --work %t.d --filecheck %s %s
;; CHECK: {{^}}status 42
(module
  (import "wasi" "thread-spawn" (func $spawn (param i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (import "env" "memory" (memory 1 1 shared))
  (func (export "wasi_thread_start") (param i32 i32)
    (if (local.get 1) (then (call $exit (local.get 1))))
    (loop $busy (br $busy)))
  (func (export "_start")
    (drop (call $spawn (i32.const 0)))
    (drop (call $spawn (i32.const 42)))
    (drop (memory.atomic.wait32 (i32.const 0) (i32.const 0) (i64.const -1)))))
