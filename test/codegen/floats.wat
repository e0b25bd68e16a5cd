;; Float operators have no fast-math flags, and a sum of products stays two operations. The minimum of zeros of different signs is
;; the negative one, which `or` of their bits makes, and a NaN operand gives a quiet NaN, which the sum is.
;; RUN: %wasmc %s -O0 --emit=llvm-ir -o - | FileCheck %s
(module
  (func (export "add") (param f64 f64) (result f64)
    (f64.add (f64.mul (local.get 0) (local.get 1)) (local.get 0)))
  ;; CHECK-LABEL: define internal double @wasm.add(
  ;; CHECK: [[PRODUCT:%.*]] = fmul double %0, %1
  ;; CHECK-NEXT: fadd double [[PRODUCT]], %0
  (func (export "min") (param f32 f32) (result f32)
    (f32.min (local.get 0) (local.get 1)))
  ;; CHECK-LABEL: define internal float @wasm.min(
  ;; CHECK: or i32
  ;; CHECK: [[NAN:%.*]] = fcmp uno float %0, %1
  ;; CHECK-NEXT: [[QUIET:%.*]] = fadd float %0, %1
  ;; CHECK-NEXT: select i1 [[NAN]], float [[QUIET]], float
  (func (export "nearest") (param f64) (result f64)
    (f64.nearest (local.get 0)))
  ;; CHECK-LABEL: define internal double @wasm.nearest(
  ;; CHECK: call double @llvm.roundeven.f64(double %0)
  (func (export "sign") (param f32 f32) (result f32)
    (f32.copysign (f32.neg (local.get 0)) (f32.abs (local.get 1))))
  ;; CHECK-LABEL: define internal float @wasm.sign(
  ;; CHECK: [[NEGATED:%.*]] = fneg float %0
  ;; CHECK-NEXT: [[MAGNITUDE:%.*]] = call float @llvm.fabs.f32(float %1)
  ;; CHECK-NEXT: call float @llvm.copysign.f32(float [[NEGATED]], float [[MAGNITUDE]])
  (func (export "unequal") (param f64 f64) (result i32)
    (f64.ne (local.get 0) (local.get 1)))
  ;; CHECK-LABEL: define internal i32 @wasm.unequal(
  ;; CHECK: fcmp une double %0, %1
  (func (export "_start")))
