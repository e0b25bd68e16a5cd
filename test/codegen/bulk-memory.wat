;; Bulk operations check whole ranges, in 64 bits and in both bounds modes, before the first byte moves. A dropped segment has
;; length 0. A sum that needs more than 64 bits is out of bounds, too; the optimiser knows that no sum of 32-bit operands does.
;; RUN: %wat2wasm %s -o %t.wasm
;; RUN: %wasmc %t.wasm --bounds=guard -O0 --emit=llvm-ir -o - | FileCheck %s
;; RUN: %wasmc %t.wasm --bounds=explicit -O0 --emit=llvm-ir -o - | FileCheck %s
;; RUN: %wasmc %t.wasm --bounds=guard -O2 --emit=llvm-ir -o - | FileCheck %s --check-prefix=O2
(module
  (memory 1)
  (data $passive "abc")
  (func (export "fill") (param i32 i32 i32)
    (memory.fill (local.get 0) (local.get 1) (local.get 2)))
  ;; CHECK-LABEL: define internal void @wasm.fill(
  ;; CHECK: [[START:%.*]] = zext i32 %0 to i64
  ;; CHECK-NEXT: [[COUNT:%.*]] = zext i32 %2 to i64
  ;; CHECK: [[SUM:%.*]] = call { i64, i1 } @llvm.uadd.with.overflow.i64(i64 [[START]], i64 [[COUNT]])
  ;; CHECK-NEXT: [[END:%.*]] = extractvalue { i64, i1 } [[SUM]], 0
  ;; CHECK-NEXT: [[OVERFLOW:%.*]] = extractvalue { i64, i1 } [[SUM]], 1
  ;; CHECK-NEXT: [[OUTSIDE:%.*]] = icmp ugt i64 [[END]],
  ;; CHECK-NEXT: [[BAD:%.*]] = or i1 [[OVERFLOW]], [[OUTSIDE]]
  ;; CHECK-NEXT: br i1 [[BAD]], label %trap
  ;; CHECK: call void @llvm.memset.p0.i64({{.*}}, i64 [[COUNT]], i1 false)
  (func (export "copy") (param i32 i32 i32)
    (memory.copy (local.get 0) (local.get 1) (local.get 2)))
  ;; CHECK-LABEL: define internal void @wasm.copy(
  ;; CHECK-COUNT-2: br i1 {{.*}}, label %trap
  ;; CHECK: call void @llvm.memmove.
  (func (export "init") (param i32 i32 i32)
    (memory.init $passive (local.get 0) (local.get 1) (local.get 2)))
  ;; CHECK-LABEL: define internal void @wasm.init(
  ;; CHECK: br i1 {{.*}}, label %trap
  ;; CHECK: [[LENGTH:%.*]] = load i64, ptr @module0.datasize0
  ;; CHECK: icmp ugt i64 {{.*}}, [[LENGTH]]
  ;; CHECK: br i1 {{.*}}, label %trap
  ;; CHECK: call void @llvm.memcpy.
  (func (export "drop")
    (data.drop $passive))
  ;; CHECK-LABEL: define internal void @wasm.drop(
  ;; CHECK: store i64 0, ptr @module0.datasize0
  (func (export "_start")
    (call 0 (i32.load (i32.const 0)) (i32.const 1) (i32.load (i32.const 4)))))
  ;; O2-NOT: with.overflow
  ;; O2: add nuw nsw i64
  ;; O2-NOT: with.overflow
