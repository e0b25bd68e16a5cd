;; An exception that was caught, and is thrown again by another function: each frame that it has left is shown, and once.
;; RUN: %everywhere --work %t.0 --option=-O0 --filecheck %s %s
;; RUN: %everywhere --work %t.2 --filecheck %s %s
;; CHECK: app: uncaught exception: tag failure
;; CHECK-NEXT: #0 {{.*}}thrower
;; CHECK-NEXT: #1 {{.*}}cleanup
;; CHECK-NEXT: #2 {{.*}}middle
;; CHECK-NEXT: #3 {{.*}}again
;; CHECK-NEXT: #4 {{.*}}begin
;; CHECK-NOT: #5 {{.*}}begin
;; CHECK: status 134
(module
  (memory 1)
  (tag $failure (export "failure"))
  (func $thrower (export "thrower") (throw $failure))
  (func $cleanup (export "cleanup")
    (block $r (result exnref)
      (try_table (catch_all_ref $r) (call $thrower))
      (return))
    (throw_ref))
  (func $middle (export "middle") (call $cleanup))
  (func $again (export "again") (param exnref) (throw_ref (local.get 0)))
  (func $begin (export "_start") (local exnref)
    (block $r (result exnref)
      (try_table (catch_all_ref $r) (call $middle))
      (return))
    (local.set 0)
    (call $again (local.get 0))))
