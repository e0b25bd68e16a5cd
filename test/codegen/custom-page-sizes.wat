;; A memory with pages of one byte ends anywhere, so it is checked by comparison in guard mode, too; sizes count its pages.
;; RUN: %wasmc %s --bounds=guard -O0 --emit=llvm-ir -o - | FileCheck %s
(module
  (memory 77 (pagesize 1))
  ;; CHECK: @memories = {{.*}} { ptr @module0.memory0, i64 77, i64 4294967295, i64 0, i64 0, i64 0 }

  (func (export "load") (param i32) (result i32)
    (i32.load offset=0xffffffff (local.get 0)))
  ;; CHECK-LABEL: define internal i32 @wasm.load(
  ;; CHECK: [[INDEX:%.*]] = zext i32 %0 to i64
  ;; CHECK-NEXT: [[END:%.*]] = add nuw i64 [[INDEX]], 4294967299
  ;; CHECK-NEXT: [[SIZE:%.*]] = load i64, ptr getelementptr inbounds (i8, ptr @module0.memory0, i64 8)
  ;; CHECK-NEXT: icmp ugt i64 [[END]], [[SIZE]]
  ;; CHECK-NEXT: br i1 {{.*}}, label %trap

  (func (export "size") (result i32) (memory.size))
  ;; CHECK-LABEL: define internal i32 @wasm.size(
  ;; CHECK: [[SIZE:%.*]] = load i64, ptr getelementptr inbounds (i8, ptr @module0.memory0, i64 8)
  ;; CHECK-NEXT: [[PAGES:%.*]] = lshr i64 [[SIZE]], 0
  ;; CHECK-NEXT: trunc i64 [[PAGES]] to i32
  (func (export "_start")))
