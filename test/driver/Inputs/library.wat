;; A module for hosts: a function that calls an import, memory, names, a data segment that needs memcpy.
(module
  (import "env" "log" (func $log (param i32)))
  (memory (export "memory") 1 16)
  (global $calls (export "calls") (mut i32) (i32.const 0))
  (data (i32.const 8) "some bytes")
  (func $transform (export "transform") (param i32) (result i32)
    (global.set $calls (i32.add (global.get $calls) (i32.const 1)))
    (call $log (local.get 0))
    (memory.copy (i32.const 100) (i32.const 8) (local.get 0))
    (i32.add (i32.mul (local.get 0) (i32.const 2)) (i32.const 10)))
  (func (export "grow") (param i32) (result i32)
    (memory.grow (local.get 0))))
