;; Conversions that always have an answer are one LLVM instruction each. Those that can trap are in float-truncation.wat.
;; RUN: %wasmc %s -O0 --emit=llvm-ir -o - | FileCheck %s
(module
  (func (export "wrap") (param i64) (result i32)
    (i32.wrap_i64 (local.get 0)))
  ;; CHECK-LABEL: define internal i32 @wasm.wrap(
  ;; CHECK: trunc i64 %0 to i32
  (func (export "extend") (param i32) (result i64)
    (i64.add (i64.extend_i32_s (local.get 0)) (i64.extend_i32_u (local.get 0))))
  ;; CHECK-LABEL: define internal i64 @wasm.extend(
  ;; CHECK: sext i32 %0 to i64
  ;; CHECK-NEXT: zext i32 %0 to i64
  (func (export "convert") (param i64) (result f32)
    (f32.add (f32.convert_i64_u (local.get 0)) (f32.convert_i64_s (local.get 0))))
  ;; CHECK-LABEL: define internal float @wasm.convert(
  ;; CHECK: uitofp i64 %0 to float
  ;; CHECK-NEXT: sitofp i64 %0 to float
  (func (export "demote") (param f64) (result f32)
    (f32.demote_f64 (local.get 0)))
  ;; CHECK-LABEL: define internal float @wasm.demote(
  ;; CHECK: fptrunc double %0 to float
  (func (export "bits") (param f32) (result i32)
    (i32.reinterpret_f32 (local.get 0)))
  ;; CHECK-LABEL: define internal i32 @wasm.bits(
  ;; CHECK: bitcast float %0 to i32
  (func (export "_start")))
