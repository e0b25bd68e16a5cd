;; Exceptions that are no objects of the heap have the same limit: those that nothing refers to make room, as many as the program can
;; refer to at the same time end it.
;; RUN: %everywhere --work %t.d --option=--max-gc-heap=32K --filecheck %s %s
;; CHECK: trap: heap exhausted
;; CHECK-NEXT: #0 {{.*}}thrower
;; CHECK-NEXT: #1 {{.*}}keepAll
;; CHECK: status 134
(module
  (memory (export "memory") 1)
  (tag $t (param i64 i64 i64 i64 i64 i64 i64 i64))
  (func $thrower (export "thrower")
    (throw $t (i64.const 1) (i64.const 2) (i64.const 3) (i64.const 4) (i64.const 5) (i64.const 6) (i64.const 7) (i64.const 8)))
  (func $keepAll (export "keepAll") (param $levels i32) (local $e exnref)
    (block $r (result exnref)
      (try_table (catch_all_ref $r) (call $thrower))
      (unreachable))
    (local.set $e)
    (if (local.get $levels) (then (call $keepAll (i32.sub (local.get $levels) (i32.const 1)))))
    (if (i32.load (i32.const 4)) (then (throw_ref (local.get $e)))))
  (func (export "_start") (local $rounds i32)
    (loop $again
      (call $keepAll (i32.const 10))
      (br_if $again (i32.lt_u (local.tee $rounds (i32.add (local.get $rounds) (i32.const 1))) (i32.const 1000))))
    (i32.store (i32.const 0) (i32.const 1))
    (call $keepAll (i32.const 1000))
    (unreachable)))
