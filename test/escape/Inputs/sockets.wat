;; Accepts from the listener 3, which nobody has connected to, and sends and receives on it, all of which may fail; status 0.
(module
  (import "wasi_snapshot_preview1" "sock_accept" (func $accept (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "sock_send" (func $send (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "sock_recv" (func $recv (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "sock_shutdown" (func $shutdown (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_fdstat_get" (func $status (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_fdstat_set_flags" (func $setFlags (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "_start")
    (drop (call $status (i32.const 3) (i32.const 64)))
    (if (call $setFlags (i32.const 3) (i32.const 4)) (then (return)))  ;; else accepting waits
    (drop (call $accept (i32.const 3) (i32.const 0) (i32.const 32)))
    (drop (call $send (i32.const 3) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 32)))
    (drop (call $recv (i32.const 3) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 32) (i32.const 36)))
    (drop (call $shutdown (i32.const 3) (i32.const 3)))))
