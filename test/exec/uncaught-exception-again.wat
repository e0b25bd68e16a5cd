;; An exception that was caught, and is thrown again: the way to its first handler is shown, then that from where it was thrown again.
;; A frame that throws again what came to it is one frame.
;; RUN: %everywhere --work %t.0 --option=-O0 --filecheck %s %s
;; RUN: %everywhere --work %t.2 --filecheck %s %s
;; CHECK: app: uncaught exception: tag failure
;; CHECK-NEXT: #0 {{.*}}thrower
;; CHECK-NEXT: #1 {{.*}}cleanup
;; CHECK-NEXT: #2 {{.*}}middle
;; CHECK-NEXT: #3 {{.*}}begin
;; CHECK-NEXT: #4 {{.*}}again
;; CHECK-NEXT: #5 {{.*}}begin
;; CHECK-NEXT: #6 (program)
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
  ;; A call of itself, so that it stays a call.
  (func $again (export "again") (param $more i32) (param exnref)
    (if (local.get $more) (then (call $again (i32.sub (local.get $more) (i32.const 1)) (local.get 1))))
    (throw_ref (local.get 1)))
  (func $begin (export "_start") (local exnref)
    (block $r (result exnref)
      (try_table (catch_all_ref $r) (call $middle))
      (return))
    (local.set 0)
    (call $again (i32.load (i32.const 0)) (local.get 0))))
