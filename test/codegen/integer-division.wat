;; LLVM's division has no answer for a divisor of zero and for the lowest number by -1: those trap first, or, for the remainder of
;; the latter, which is 0, take another divisor.
;; RUN: %wat2wasm %s -o %t.wasm
;; RUN: %wasmc %t.wasm -O0 --emit=llvm-ir -o - | FileCheck %s
(module
  (func (export "div_s") (param i64 i64) (result i64)
    (i64.div_s (local.get 0) (local.get 1)))
  ;; CHECK-LABEL: define internal i64 @wasm.div_s(
  ;; CHECK: [[ZERO:%.*]] = icmp eq i64 %1, 0
  ;; CHECK-NEXT: br i1 [[ZERO]], label %[[DIVIDE_BY_ZERO:.*]], label
  ;; CHECK: [[LOWEST:%.*]] = icmp eq i64 %0, -9223372036854775808
  ;; CHECK-NEXT: [[MINUS_ONE:%.*]] = icmp eq i64 %1, -1
  ;; CHECK-NEXT: [[BOTH:%.*]] = and i1 [[LOWEST]], [[MINUS_ONE]]
  ;; CHECK-NEXT: br i1 [[BOTH]], label %[[OVERFLOW:.*]], label
  ;; CHECK: sdiv i64 %0, %1
  ;; CHECK: [[DIVIDE_BY_ZERO]]:
  ;; CHECK-NEXT: ubsantrap(i8 1)
  ;; CHECK: [[OVERFLOW]]:
  ;; CHECK-NEXT: ubsantrap(i8 2)
  (func (export "rem_s") (param i32 i32) (result i32)
    (i32.rem_s (local.get 0) (local.get 1)))
  ;; CHECK-LABEL: define internal i32 @wasm.rem_s(
  ;; CHECK: icmp eq i32 %1, 0
  ;; CHECK: [[MINUS_ONE:%.*]] = icmp eq i32 %1, -1
  ;; CHECK-NEXT: [[DIVISOR:%.*]] = select i1 [[MINUS_ONE]], i32 1, i32 %1
  ;; CHECK-NEXT: srem i32 %0, [[DIVISOR]]
  (func (export "_start")))
