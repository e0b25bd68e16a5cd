;; Up to two results of a kind are one structure; more lie in a buffer of 16-byte slots that the caller provides. Block parameters and
;; results are phis.
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
  (func $many (export "many") (param f32) (result i32 i64 i32)
    (i32.const 1) (i64.const 2) (i32.const 3))
  ;; CHECK-LABEL: define internal void @wasm.many(ptr noalias align 16 dereferenceable(48) %results, float %0)
  ;; CHECK: [[SLOT:%.*]] = getelementptr inbounds i8, ptr %results, i64 32
  ;; CHECK-NEXT: store i32 {{.*}}, ptr [[SLOT]], align 16
  ;; CHECK-NEXT: ret void
  (func (export "callmany") (result i32)
    (call $many (f32.const 1)) (drop) (drop))
  ;; CHECK-LABEL: define internal i32 @wasm.callmany(
  ;; CHECK: [[BUFFER:%.*]] = alloca [48 x i8], align 16
  ;; CHECK: call void @llvm.lifetime.start.p0(ptr [[BUFFER]])
  ;; CHECK-NEXT: call void @wasm.many(ptr [[BUFFER]], float 1.000000e+00)
  ;; CHECK: load i64
  ;; CHECK: call void @llvm.lifetime.end.p0(ptr [[BUFFER]])
  (func (export "_start")))
