;; Explicit mode: one comparison of index + offset + width with the memory's size, in 64 bits; what was compared is what is used.
;; RUN: %wat2wasm %s -o %t.wasm
;; RUN: %wasmc %t.wasm --bounds=explicit -O0 --emit=llvm-ir -o - | FileCheck %s
(module
  (memory 1)
  (func (export "load") (param i32) (result i64)
    (i64.load16_u offset=0xfffffffe (local.get 0)))
  ;; CHECK-LABEL: define internal i64 @wasm.load(
  ;; CHECK: [[INDEX:%.*]] = zext i32 %0 to i64
  ;; CHECK-NEXT: [[END:%.*]] = add nuw i64 [[INDEX]], 4294967296
  ;; CHECK-NEXT: [[SIZE:%.*]] = load i64, ptr getelementptr inbounds (i8, ptr @module0.memory0, i64 8)
  ;; CHECK-NEXT: [[BAD:%.*]] = icmp ugt i64 [[END]], [[SIZE]]
  ;; CHECK-NEXT: br i1 [[BAD]], label %trap, label %[[GOOD:.*]], !prof
  ;; CHECK: [[GOOD]]:
  ;; CHECK-NEXT: [[BASE:%.*]] = load ptr, ptr @module0.memory0, {{.*}}!invariant.load
  ;; CHECK-NEXT: [[START:%.*]] = getelementptr nuw i8, ptr [[BASE]], i64 [[INDEX]]
  ;; CHECK-NEXT: [[ADDRESS:%.*]] = getelementptr nuw i8, ptr [[START]], i64 4294967294
  ;; CHECK-NEXT: load i16, ptr [[ADDRESS]], align 1
  ;; CHECK: trap:
  ;; CHECK-NEXT: call void @llvm.ubsantrap(i8 4)
  (func (export "_start")))
