;; Guard mode: the index is extended once, added to the base without a check, then the offset. Memory 0 lies at a constant address.
;; Its reservation, 2^33 + 64 KiB, covers every index and offset.
;; RUN: %wat2wasm %s -o %t.wasm
;; RUN: %wasmc %t.wasm --bounds=guard -O0 --emit=llvm-ir -o - | FileCheck %s
(module
  (memory 1)
  ;; CHECK: @memories = {{.*}} { ptr @module0.memory0, i64 1, i64 65536, i64 8590000128, i64 65536, i64 16 }
  (func (export "load") (param i32) (result i32)
    (i32.load8_s offset=7 (local.get 0)))
  ;; CHECK-LABEL: define internal i32 @wasm.load(
  ;; CHECK: [[INDEX:%.*]] = zext i32 %0 to i64
  ;; CHECK-NEXT: [[BASE:%.*]] = getelementptr nuw i8, ptr inttoptr (i64 65536 to ptr), i64 [[INDEX]]
  ;; CHECK-NEXT: [[ADDRESS:%.*]] = getelementptr nuw i8, ptr [[BASE]], i64 7
  ;; CHECK-NEXT: [[BYTE:%.*]] = load {{.*}}i8, ptr [[ADDRESS]], align 1
  ;; CHECK-NEXT: sext i8 [[BYTE]] to i32
  (func (export "store") (param i32 i64)
    (i64.store32 offset=0xffffffff (local.get 0) (local.get 1)))
  ;; CHECK-LABEL: define internal void @wasm.store(
  ;; CHECK: [[VALUE:%.*]] = trunc i64 %1 to i32
  ;; CHECK-NEXT: [[INDEX:%.*]] = zext i32 %0 to i64
  ;; CHECK-NEXT: [[BASE:%.*]] = getelementptr nuw i8, ptr inttoptr (i64 65536 to ptr), i64 [[INDEX]]
  ;; CHECK-NEXT: [[ADDRESS:%.*]] = getelementptr nuw i8, ptr [[BASE]], i64 4294967295
  ;; CHECK-NEXT: store i32 [[VALUE]], ptr [[ADDRESS]], align 1
  (func (export "_start")))
