;; A truncation tests the open range of operands that have an answer; a NaN fails the same test, and is told from overflow off the
;; path. Where the float type has no number just below the lowest integer, the lowest integer itself is allowed.
;; RUN: %wat2wasm %s -o %t.wasm
;; RUN: %wasmc %t.wasm -O0 --emit=llvm-ir -o - | FileCheck %s
(module
  (func (export "f64") (param f64) (result i32)
    (i32.trunc_f64_s (local.get 0)))
  ;; CHECK-LABEL: define internal i32 @wasm.f64(
  ;; CHECK: fcmp ogt double %0, 0xC1E0000000200000
  ;; CHECK-NEXT: fcmp olt double %0, 0x41E0000000000000
  ;; CHECK: br i1 {{.*}}, label %invalid,
  ;; CHECK: invalid:
  ;; CHECK-NEXT: fcmp uno double %0, %0
  ;; CHECK: fptosi double %0 to i32
  (func (export "f32") (param f32) (result i32)
    (i32.trunc_f32_s (local.get 0)))
  ;; CHECK-LABEL: define internal i32 @wasm.f32(
  ;; CHECK: fcmp oge float %0, 0xC1E0000000000000
  ;; CHECK-NEXT: fcmp olt float %0, 0x41E0000000000000
  (func (export "unsigned") (param f32) (result i64)
    (i64.trunc_f32_u (local.get 0)))
  ;; CHECK-LABEL: define internal i64 @wasm.unsigned(
  ;; CHECK: fcmp ogt float %0, -1.000000e+00
  ;; CHECK-NEXT: fcmp olt float %0, 0x43F0000000000000
  (func (export "saturating") (param f64) (result i64)
    (i64.trunc_sat_f64_u (local.get 0)))
  ;; CHECK-LABEL: define internal i64 @wasm.saturating(
  ;; CHECK: call i64 @llvm.fptoui.sat.i64.f64(double %0)
  (func (export "_start")))
