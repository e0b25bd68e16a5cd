;; What the smallest host there is can run: no memory, so that nothing of the runtime is needed.
(module
  (import "env" "log" (func $log (param i32) (result i64)))
  (global $calls (export "calls") (mut i32) (i32.const 40))
  (func $work (export "work") (param i32) (result i64)
    (local $i i32)
    (global.set $calls (i32.add (global.get $calls) (i32.const 1)))
    (loop $again
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $again (i32.lt_u (local.get $i) (local.get 0))))
    (call $log (local.get $i))))
