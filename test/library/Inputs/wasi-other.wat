;; WASI works on the memory that is exported as "memory", whichever that is.
(module
  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (memory 1)
  (memory (export "memory") 1)
  (data (memory 0) (i32.const 0) "\08\00\00\00\06\00\00\00wrong\n")
  (data (memory 1) (i32.const 0) "\08\00\00\00\06\00\00\00other\n")
  (func (export "say")
    (drop (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 16)))))
