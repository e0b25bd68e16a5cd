(module
  (import "env" "back" (func $back))
  (tag $wide (param i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64))
  (tag $kept (param i64))
  (tag $other (param i64))
  (func $throw
    (throw $wide (i64.const 0) (i64.const 1) (i64.const 2) (i64.const 3) (i64.const 4) (i64.const 5) (i64.const 6) (i64.const 7)
      (i64.const 8) (i64.const 9) (i64.const 10) (i64.const 11) (i64.const 12) (i64.const 13) (i64.const 14) (i64.const 15)))
  ;; so many exceptions alive at a time
  (func $live (export "live") (param i32) (result i32) (local $e exnref)
    (if (i32.eqz (local.get 0)) (then (return (i32.const 0))))
    (local.set $e (block $caught (result exnref) (try_table (catch_all_ref $caught) (call $throw)) (unreachable)))
    (local.set 0 (call $live (i32.sub (local.get 0) (i32.const 1))))
    (block $values (result i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64)
      (try_table (catch $wide $values) (throw_ref (local.get $e)))
      (unreachable))
    i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add
    (i32.add (i64.eq (i64.const 120)) (local.get 0)))
  ;; thrown, at a depth of so many frames, and not caught
  (func $deep (export "deep") (param i32) (result i32)
    (if (i32.eqz (local.get 0)) (then (call $throw)))
    (i32.add (call $deep (i32.sub (local.get 0) (i32.const 1))) (i32.const 1)))
  (func (export "many") (param i32) (result i32) (local $e exnref)
    (loop $again
      (local.set $e (block $caught (result exnref) (try_table (catch_all_ref $caught) (throw $other (i64.const 7))) (unreachable)))
      (local.set 0 (i32.sub (local.get 0) (i32.const 1)))
      (br_if $again (local.get 0)))
    (i32.const 1))
  ;; a reference in a local while the host calls `many`
  (func (export "keep") (result i32) (local $e exnref)
    (local.set $e (block $caught (result exnref) (try_table (catch_all_ref $caught) (throw $kept (i64.const 42))) (unreachable)))
    (call $back)
    (i32.wrap_i64 (block $caught (result i64) (try_table (catch $kept $caught) (throw_ref (local.get $e))) (unreachable)))))
