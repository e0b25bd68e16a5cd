;; A backtrace behind tail calls names those who still wait for a result, also where a callee's arguments took more, or less, of the
;; stack than those of the function that it replaced.
;; RUN: %everywhere --work %t.d --filecheck %s %s
;; RUN: %everywhere --work %t.d --filecheck %s --option=-O0 %s
;; RUN: %everywhere --work %t.d --filecheck %s --option=-O3 %s
;; CHECK: app: trap: unreachable
;; CHECK-NEXT: #0 none
;; CHECK-NEXT: #1 second
;; CHECK-NEXT: #2 first
;; CHECK-NEXT: #3 _start
;; CHECK-NEXT: #4 (program)
;; CHECK-EMPTY:
;; CHECK-NEXT: status 134
(module
  (type $none (func (result i64)))
  (type $few (func (param i64) (result i64)))
  (type $many (func (param i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64) (result i64)))
  (table 8 funcref)
  (elem (i32.const 1) func $none $few $many $second $replaced)
  (func $none (type $none) (unreachable))
  (func $few (type $few) (return_call_indirect (type $none) (i32.const 1)))
  (func $many (type $many) (return_call_indirect (type $few) (local.get 12) (i32.const 2)))
  ;; Waits for one with many arguments, which one with none takes the place of.
  (func $second (type $few) (local i64)
    (local.set 1 (call_indirect (type $few) (local.get 0) (i32.const 6)))
    (i64.add (local.get 0)
      (call_indirect (type $many)
        (local.get 1) (local.get 0) (local.get 0) (local.get 0) (local.get 0) (local.get 0) (local.get 0) (local.get 0)
        (local.get 0) (local.get 0) (local.get 0) (local.get 0) (local.get 1) (i32.const 3))))
  ;; The other way around.
  (func $replaced (type $many) (return_call_indirect (type $few) (local.get 12) (i32.const 4)))
  (func $replacing (type $few)
    (return_call_indirect (type $many)
      (local.get 0) (local.get 0) (local.get 0) (local.get 0) (local.get 0) (local.get 0) (local.get 0) (local.get 0)
      (local.get 0) (local.get 0) (local.get 0) (local.get 0) (local.get 0) (i32.const 5)))
  (func $first (type $few) (i64.add (local.get 0) (call_indirect (type $few) (i64.mul (local.get 0) (local.get 0)) (i32.const 7))))
  (func $same (type $few) (local.get 0))
  (elem (i32.const 6) func $same $replacing)
  (func (export "_start")
    (drop (table.grow (ref.null func) (i32.const 1)))
    (drop (i64.add (call $first (i64.const 3)) (i64.const 1)))))
