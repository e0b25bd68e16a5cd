;; Integer operators are LLVM's own. Shift counts are taken modulo the width, since LLVM has no result for greater ones; counts of
;; zeros have one for an operand of zero; comparisons make an i32.
;; RUN: %wasmc %s -O0 --emit=llvm-ir -o - | FileCheck %s
(module
  (func (export "shift") (param i32 i32) (result i32)
    (i32.shr_s (local.get 0) (local.get 1)))
  ;; CHECK-LABEL: define internal i32 @wasm.shift(
  ;; CHECK: [[COUNT:%.*]] = and i32 %1, 31
  ;; CHECK-NEXT: ashr i32 %0, [[COUNT]]
  (func (export "rotate") (param i64 i64) (result i64)
    (i64.rotl (local.get 0) (local.get 1)))
  ;; CHECK-LABEL: define internal i64 @wasm.rotate(
  ;; CHECK: call i64 @llvm.fshl.i64(i64 %0, i64 %0, i64 %1)
  (func (export "zeros") (param i32) (result i32)
    (i32.sub (i32.clz (local.get 0)) (i32.ctz (local.get 0))))
  ;; CHECK-LABEL: define internal i32 @wasm.zeros(
  ;; CHECK: [[LEADING:%.*]] = call i32 @llvm.ctlz.i32(i32 %0, i1 false)
  ;; CHECK-NEXT: [[TRAILING:%.*]] = call i32 @llvm.cttz.i32(i32 %0, i1 false)
  ;; CHECK-NEXT: sub i32 [[LEADING]], [[TRAILING]]
  (func (export "ones") (param i64) (result i64)
    (i64.popcnt (local.get 0)))
  ;; CHECK-LABEL: define internal i64 @wasm.ones(
  ;; CHECK: call i64 @llvm.ctpop.i64(i64 %0)
  (func (export "compare") (param i64 i64) (result i32)
    (i64.lt_u (local.get 0) (local.get 1)))
  ;; CHECK-LABEL: define internal i32 @wasm.compare(
  ;; CHECK: [[LESS:%.*]] = icmp ult i64 %0, %1
  ;; CHECK-NEXT: zext i1 [[LESS]] to i32
  (func (export "extend") (param i32) (result i32)
    (i32.extend8_s (local.get 0)))
  ;; CHECK-LABEL: define internal i32 @wasm.extend(
  ;; CHECK: [[BYTE:%.*]] = trunc i32 %0 to i8
  ;; CHECK-NEXT: sext i8 [[BYTE]] to i32
  (func (export "_start")))
