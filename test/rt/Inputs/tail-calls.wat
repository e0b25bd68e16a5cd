;; What tail-calls.cpp makes two instances of. Each puts its function into the table that both share, at the index of its number,
;; and calls the other's in its own place, with more arguments and results than registers; the last call is the host's.
(module
  (type $hop (func (param i32 i64 i64 i64 i64 i64 i64 i64 i64 f64) (result i64 i64 i64 i64 f64)))
  (import "env" "number" (global $number i32))
  (import "env" "table" (table $table 2 funcref))
  (import "env" "last" (func $last (type $hop)))
  (elem (table $table) (global.get $number) func $hop)
  (func $hop (export "hop") (type $hop)
    (if (i32.eqz (local.get 0))
      (then (return_call $last (i32.const -1) (local.get 1) (local.get 2) (local.get 3) (local.get 4)
        (local.get 5) (local.get 6) (local.get 7) (local.get 8) (local.get 9))))
    (return_call_indirect $table (type $hop)
      (i32.sub (local.get 0) (i32.const 1))
      (local.get 1) (local.get 2) (local.get 3) (local.get 4) (local.get 5) (local.get 6) (local.get 7)
      (i64.add (local.get 8) (i64.extend_i32_u (i32.add (global.get $number) (i32.const 1))))
      (f64.add (local.get 9) (f64.const 0.5))
      (i32.sub (i32.const 1) (global.get $number)))))
