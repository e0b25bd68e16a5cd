;; Each memory is reached through its own base and size; memory 0 alone lies at a constant address.
;; RUN: %wasmc %s --bounds=guard -O0 --emit=llvm-ir -o - | FileCheck %s
(module
  (memory $first 1)
  (memory $second 2 3)
  (memory $wide i64 1)
  (data (memory $second) (i32.const 8) "second")
  (data $passive "passive")
  ;; CHECK: @memories = {{.*}} { ptr @module0.memory0, i64 1, i64 65536, i64 8590000128, i64 65536, i64 16 },
  ;; CHECK-SAME: { ptr @module0.memory1, i64 2, i64 3, i64 8590000128, i64 0, i64 16 },
  ;; CHECK-SAME: { ptr @module0.memory2, i64 1, i64 281474976710656, i64 0, i64 0, i64 16 }
  ;; CHECK: @images = {{.*}} { ptr @module0.memory1, i64 8,

  (func (export "loads") (param i32) (result i32)
    (i32.add (i32.load $first (local.get 0)) (i32.load $second offset=4 (local.get 0))))
  ;; CHECK-LABEL: define internal i32 @wasm.loads(
  ;; CHECK: getelementptr nuw i8, ptr inttoptr (i64 65536 to ptr), i64
  ;; CHECK: [[BASE:%.*]] = load ptr, ptr @module0.memory1, {{.*}}!invariant.load
  ;; CHECK: getelementptr nuw i8, ptr [[BASE]], i64

  ;; The length has the smaller of the two address types.
  (func (export "copy") (param i64 i32 i32)
    (memory.copy $wide $second (local.get 0) (local.get 1) (local.get 2)))
  ;; CHECK-LABEL: define internal void @wasm.copy(
  ;; CHECK: [[FROM:%.*]] = zext i32 %1 to i64
  ;; CHECK-NEXT: [[LENGTH:%.*]] = zext i32 %2 to i64
  ;; CHECK: load i64, ptr getelementptr inbounds (i8, ptr @module0.memory2, i64 8)
  ;; CHECK: @llvm.uadd.with.overflow.i64(i64 %0, i64 [[LENGTH]])
  ;; CHECK: load i64, ptr getelementptr inbounds (i8, ptr @module0.memory1, i64 8)
  ;; CHECK: @llvm.uadd.with.overflow.i64(i64 [[FROM]], i64 [[LENGTH]])
  ;; CHECK: call void @llvm.memmove.p0.p0.i64({{.*}}, i64 [[LENGTH]], i1 false)

  (func (export "init")
    (memory.init $second $passive (i32.const 0) (i32.const 0) (i32.const 7)))
  ;; CHECK-LABEL: define internal void @wasm.init(
  ;; CHECK: load i64, ptr getelementptr inbounds (i8, ptr @module0.memory1, i64 8)

  (func (export "sizes") (result i32)
    (i32.add (memory.size $first) (memory.size $second)))
  ;; CHECK-LABEL: define internal i32 @wasm.sizes(
  ;; CHECK: @module0.memory0, i64 8
  ;; CHECK: @module0.memory1, i64 8
  (func (export "_start")))
