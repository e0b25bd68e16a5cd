;; Each export makes one call of WASI's, and answers what it gives or, where that is an error, minus its number.
(module
  (import "wasi_snapshot_preview1" "path_open"
    (func $path_open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_read" (func $fd_read (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_close" (func $fd_close (param i32) (result i32)))
  (import "wasi_unstable" "fd_seek" (func $fd_seek (param i32 i64 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "poll_oneoff" (func $poll_oneoff (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (memory (export "memory") 1)
  (data (i32.const 64) "letter")
  (func $answer (param $error i32) (result i32)
    (select (i32.sub (i32.const 0) (local.get $error)) (i32.load (i32.const 16)) (local.get $error)))
  (func $one_byte (i32.store (i32.const 0) (i32.const 32)) (i32.store (i32.const 4) (i32.const 1)))
  ;; Opens the file `letter` in the first granted directory, to read it.
  (func (export "open") (result i32)
    (call $answer (call $path_open (i32.const 3) (i32.const 0) (i32.const 64) (i32.const 6) (i32.const 0) (i64.const 2) (i64.const 0)
      (i32.const 0) (i32.const 16))))
  ;; The next byte.
  (func (export "read") (param $fd i32) (result i32)
    (local $error i32)
    (call $one_byte)
    (local.set $error (call $fd_read (local.get $fd) (i32.const 0) (i32.const 1) (i32.const 16)))
    (if (local.get $error) (then (return (i32.sub (i32.const 0) (local.get $error)))))
    (i32.load8_u (i32.const 32)))
  (func (export "write") (param $fd i32) (result i32)
    (call $one_byte)
    (call $answer (call $fd_write (local.get $fd) (i32.const 0) (i32.const 1) (i32.const 16))))
  (func (export "close") (param $fd i32) (result i32) (i32.sub (i32.const 0) (call $fd_close (local.get $fd))))
  ;; The position; `whence` 0 is the current one in wasi_unstable.
  (func (export "tell") (param $fd i32) (result i32)
    (call $answer (call $fd_seek (local.get $fd) (i64.const 0) (i32.const 0) (i32.const 16))))
  ;; Waits for something to read.
  (func (export "wait") (param $fd i32) (result i32)
    (i32.store8 (i32.const 136) (i32.const 1))
    (i32.store (i32.const 144) (local.get $fd))
    (call $answer (call $poll_oneoff (i32.const 128) (i32.const 256) (i32.const 1) (i32.const 16))))
  (func (export "exit") (param $status i32) (call $proc_exit (local.get $status))))
