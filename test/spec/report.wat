;; What the drivers of a script share: which trap this run is for, what was found wrong, how the run ends.
(module
  (import "wasi_snapshot_preview1" "args_sizes_get" (func $args_sizes_get (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  ;; Below $records: a call's operands, and the text of a line, which ends there. From there: what was found wrong.
  (memory (export "memory") 4)
  (global $records i32 (i32.const 256))

  (global $selected (mut i32) (i32.const 0))
  (global $end (mut i32) (i32.const 256))
  (global $at (mut i32) (i32.const 0))

  ;; The run with N arguments is for the Nth trapping assertion.
  (func $start
    (drop (call $args_sizes_get (i32.const 0) (i32.const 4)))
    (global.set $selected (i32.sub (i32.load (i32.const 0)) (i32.const 1))))
  (start $start)
  (func (export "selected") (result i32) (global.get $selected))

  ;; The assertion's line, which of its results, and what that was. Only noted here: the less is inlined into drivers the better.
  (func (export "mismatch") (param $line i32) (param $index i32) (param $found i64)
    (i32.store offset=0 (global.get $end) (local.get $line))
    (i32.store offset=4 (global.get $end) (local.get $index))
    (i64.store offset=8 (global.get $end) (local.get $found))
    (global.set $end (i32.add (global.get $end) (i32.const 16))))

  ;; Prints `LINE INDEX BITS`, in decimal.
  (func $print (param $record i32)
    (global.set $at (global.get $records))
    (call $character (i32.const 10))
    (call $number (i64.load offset=8 (local.get $record)))
    (call $character (i32.const 32))
    (call $number (i64.load32_u offset=4 (local.get $record)))
    (call $character (i32.const 32))
    (call $number (i64.load32_u offset=0 (local.get $record)))
    (i32.store (i32.const 0) (global.get $at))
    (i32.store (i32.const 4) (i32.sub (global.get $records) (global.get $at)))
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

  (func (export "finish") (local $record i32)
    (local.set $record (global.get $records))
    (block $done
      (loop $next
        (br_if $done (i32.eq (local.get $record) (global.get $end)))
        (call $print (local.get $record))
        (local.set $record (i32.add (local.get $record) (i32.const 16)))
        (br $next)))
    (call $proc_exit (i32.ne (global.get $records) (global.get $end)))))
