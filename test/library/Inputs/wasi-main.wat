;; Calls another module, which writes from its own memory, then writes from its own.
(module
  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (import "other" "say" (func $say))
  (memory 1)
  (data (i32.const 0) "\08\00\00\00\05\00\00\00main\n")
  (func (export "_start")
    (call $say)
    (drop (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 16)))))
