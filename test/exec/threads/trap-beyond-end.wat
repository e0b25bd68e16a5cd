;; An access beyond the end of the shared memory traps in a thread, too.
;; RUN: %everywhere --work %t.d --filecheck %s %s
;; CHECK: app: trap: out of bounds memory access
;; CHECK: status 134
(module
  (import "wasi" "thread-spawn" (func $spawn (param i32) (result i32)))
  (import "env" "memory" (memory 1 2 shared))
  (func (export "wasi_thread_start") (param i32 i32) (i32.store (local.get 1) (i32.const 1)))
  (func (export "_start")
    (drop (call $spawn (i32.const 65533)))
    (drop (memory.atomic.wait32 (i32.const 0) (i32.const 0) (i64.const -1)))))
