(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory (export "memory") 1)
  (func $add (param i32 i32) (result i32)
    (i32.add (local.get 0) (local.get 1)))
  (func (export "_start")
    (i32.store (i32.const 8) (call $add (i32.const 3) (i32.const 4)))
    (call $exit (i32.load (i32.const 8)))))
