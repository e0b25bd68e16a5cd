;; Several results are one structure, however many; block parameters and results are phis.
;; RUN: %wat2wasm %s -o %t.wasm
;; RUN: %wasmc %t.wasm -O0 --emit=llvm-ir -o - | FileCheck %s
(module
  (func $swap (export "swap") (param i32 f64) (result f64 i32)
    (local.get 1) (local.get 0))
  ;; CHECK-LABEL: define internal { double, i32 } @wasm.swap(i32 %0, double %1)
  ;; CHECK: insertvalue { double, i32 } poison, double {{.*}}, 0
  ;; CHECK-NEXT: [[RESULT:%.*]] = insertvalue { double, i32 } {{.*}}, i32 {{.*}}, 1
  ;; CHECK-NEXT: ret { double, i32 } [[RESULT]]
  (func (export "call") (result i32) (local i32)
    (call $swap (i32.const 1) (f64.const 2))
    (local.set 0) (i32.trunc_sat_f64_s) (i32.add (local.get 0)))
  ;; CHECK-LABEL: define internal i32 @wasm.call(
  ;; CHECK: [[BOTH:%.*]] = call { double, i32 } @wasm.swap(i32 1, double 2.000000e+00)
  ;; CHECK-NEXT: [[FIRST:%.*]] = extractvalue { double, i32 } [[BOTH]], 0
  ;; CHECK-NEXT: extractvalue { double, i32 } [[BOTH]], 1
  ;; CHECK-NEXT: call i32 @llvm.fptosi.sat.i32.f64(double [[FIRST]])
  (func (export "loop") (param i32) (result i32 i32)
    (local.get 0) (i32.const 1)
    (loop $l (param i32 i32) (result i32 i32)
      (i32.add) (local.tee 0) (i32.const 3)
      (br_if $l (local.get 0))))
  ;; CHECK-LABEL: define internal { i32, i32 } @wasm.loop(
  ;; CHECK: loop:
  ;; CHECK-NEXT: phi i32 [ %0, %entry ], [ [[SUM:%.*]], %loop ]
  ;; CHECK-NEXT: phi i32 [ 1, %entry ], [ 3, %loop ]
  ;; CHECK-NEXT: [[SUM]] = add i32
  (func (export "_start")))
