;; What the drivers of a script share: which trap this run is for, what was found wrong, how the run ends.
(module
  (import "wasi_snapshot_preview1" "args_sizes_get" (func $args_sizes_get (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (memory (export "memory") 1)

  (global $selected (mut i32) (i32.const 0))
  (global $mismatches (mut i32) (i32.const 0))
  (global $at (mut i32) (i32.const 0))

  ;; The run with N arguments is for the Nth trapping assertion.
  (func $start
    (drop (call $args_sizes_get (i32.const 0) (i32.const 4)))
    (global.set $selected (i32.sub (i32.load (i32.const 0)) (i32.const 1))))
  (start $start)
  (func (export "selected") (result i32) (global.get $selected))

  ;; Prints `LINE INDEX BITS`: the assertion's line, which of its results, and what that was, in decimal.
  (func (export "mismatch") (param $line i32) (param $index i32) (param $found i64)
    (global.set $mismatches (i32.add (global.get $mismatches) (i32.const 1)))
    (global.set $at (i32.const 256))
    (call $character (i32.const 10))
    (call $number (local.get $found))
    (call $character (i32.const 32))
    (call $number (i64.extend_i32_u (local.get $index)))
    (call $character (i32.const 32))
    (call $number (i64.extend_i32_u (local.get $line)))
    (i32.store (i32.const 0) (global.get $at))
    (i32.store (i32.const 4) (i32.sub (i32.const 256) (global.get $at)))
    (drop (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8))))

  ;; The line is composed from its end.
  (func $character (param $code i32)
    (global.set $at (i32.sub (global.get $at) (i32.const 1)))
    (i32.store8 (global.get $at) (local.get $code)))
  (func $number (param $value i64)
    (loop $digit
      (call $character (i32.add (i32.const 48) (i32.wrap_i64 (i64.rem_u (local.get $value) (i64.const 10)))))
      (local.set $value (i64.div_u (local.get $value) (i64.const 10)))
      (br_if $digit (i64.ne (local.get $value) (i64.const 0)))))

  (func (export "finish")
    (call $proc_exit (i32.ne (global.get $mismatches) (i32.const 0)))))
