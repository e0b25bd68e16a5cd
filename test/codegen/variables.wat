;; Locals begin as zeros and are SSA values, for which only branches need phis; arguments and results are those of an LLVM function.
;; RUN: %wasmc %s -O0 --emit=llvm-ir -o - | FileCheck %s
(module
  (func (export "locals") (param i32) (result i32)
    (local i32 i64)
    (local.set 1 (i32.add (local.get 0) (local.get 1)))
    (local.tee 0 (local.get 1)))
  ;; CHECK-LABEL: define internal i32 @wasm.locals(
  ;; CHECK-NOT: alloca
  ;; CHECK: [[SUM:%.*]] = add i32 %0, 0
  ;; CHECK: phi i32 [ [[SUM]], %entry ]
  (func $callee (param i32 f64) (result i64) (i64.const 0))
  (func (export "call") (param f64) (result i64)
    (call $callee (i32.const 7) (local.get 0)))
  ;; CHECK-LABEL: define internal i64 @wasm.call(
  ;; CHECK: [[RESULT:%.*]] = call i64 @wasm.callee(i32 7, double %0)
  ;; CHECK: phi i64 [ [[RESULT]], %entry ]
  (func (export "_start")))
