;; Reads, and throws away, what is behind its memory.
(module
  (memory (export "memory") 1)
  (global $address (mut i32) (i32.const 0x7fffffff))
  (func $reader (param i32) (drop (i32.load (local.get 0))))
  (func $caller (call $reader (global.get $address)))
  (func (export "_start") (call $caller)))
