;; An exception that nobody catches ends the program with its tag, integers with their values, and the functions that it has left,
;; also those before a handler that did not want it.
;; RUN: %everywhere --work %t.0 --option=-O0 --filecheck %s %s
;; RUN: %everywhere --work %t.2 --filecheck %s %s
;; CHECK: app: uncaught exception: tag failure (i32 -42, f64, i64 1099511627776)
;; CHECK-NEXT: #0 {{.*}}thrower
;; CHECK-NEXT: #1 {{.*}}middle
;; CHECK-NEXT: #2 {{.*}}handler
;; CHECK-NEXT: #3 {{.*}}begin
;; CHECK: status 134
(module
  (memory 1)
  (tag $failure (export "failure") (param i32 f64 i64))
  (tag $other)
  (func $thrower (export "thrower") (param i32)
    (throw $failure (local.get 0) (f64.const 1) (i64.const 0x10000000000)))
  (func $middle (export "middle") (call $thrower (i32.load (i32.const 0))))
  (func $handler (export "handler") (block $o (try_table (catch $other $o) (call $middle))))
  (func $begin (export "_start")
    (i32.store (i32.const 0) (i32.const -42))
    (call $handler)))
