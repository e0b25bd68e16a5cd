;; Exceptions as objects of the collector: one keeps what it carries, a global, an object, a table and another exception keep one, and
;; what nothing refers to any more is freed: half a million of them pass through a heap of 4 MiB.
;; RUN: %everywhere --work %t.d --filecheck %s --option=--max-gc-heap=4MiB %s
;; RUN: %everywhere --work %t.d --filecheck %s --option=--max-gc-heap=4MiB --option=-O0 %s
;; CHECK: {{^}}status 0
(module
  (type $box (struct (field $number (mut i32))))
  (type $holder (struct (field $exception (mut exnref))))
  (tag $carries (param (ref $box) i64 v128))
  (tag $wraps (param exnref))
  (global $kept (mut exnref) (ref.null exn))
  (global $holder (mut (ref null $holder)) (ref.null $holder))
  (table $kept 3 exnref)

  (func $caught (param $number i32) (result exnref)
    (block $caught (result exnref)
      (try_table (catch_all_ref $caught)
        (throw $carries (struct.new $box (local.get $number)) (i64.extend_i32_u (local.get $number))
          (i32x4.splat (local.get $number))))
      (unreachable)))
  (func $wrapped (param $inner exnref) (result exnref)
    (block $caught (result exnref)
      (try_table (catch_all_ref $caught) (throw $wraps (local.get $inner)))
      (unreachable)))
  (func $unwrapped (param $outer exnref) (result exnref)
    (block $inner (result exnref)
      (try_table (catch $wraps $inner) (throw_ref (local.get $outer)))
      (unreachable)))
  ;; Traps unless the exception carries the number three times.
  (func $expect (param $exception exnref) (param $number i32) (local $vector v128) (local $wide i64)
    (block $values (result (ref $box) i64 v128)
      (try_table (catch $carries $values) (throw_ref (local.get $exception)))
      (unreachable))
    (local.set $vector)
    (local.set $wide)
    (if (i32.ne (struct.get $box $number) (local.get $number)) (then (unreachable)))
    (if (i32.ne (i32x4.extract_lane 3 (local.get $vector)) (local.get $number)) (then (unreachable)))
    (if (i64.ne (local.get $wide) (i64.extend_i32_u (local.get $number))) (then (unreachable))))
  ;; So much that what nothing refers to is overwritten.
  (func $churn (param $count i32)
    (loop $again
      (drop (call $caught (local.get $count)))
      (br_if $again (local.tee $count (i32.sub (local.get $count) (i32.const 1))))))

  (func (export "_start") (local $local exnref)
    (global.set $kept (call $caught (i32.const 1)))
    (global.set $holder (struct.new $holder (call $caught (i32.const 2))))
    (table.set $kept (i32.const 2) (call $wrapped (call $wrapped (call $caught (i32.const 3)))))
    (local.set $local (call $caught (i32.const 4)))
    (call $churn (i32.const 500000))
    (call $expect (global.get $kept) (i32.const 1))
    (call $expect (struct.get $holder $exception (global.get $holder)) (i32.const 2))
    (call $expect (call $unwrapped (call $unwrapped (table.get $kept (i32.const 2)))) (i32.const 3))
    (call $expect (local.get $local) (i32.const 4))))
