;; Library model: instantiation is a generated function. What is known is in the image that instances begin as; imported globals,
;; segments and the start function are code, in the specification's order.
;; RUN: %wasmc %s --model=library --no-instance-register -O0 --emit=llvm-ir -o - | FileCheck %s
(module
  (import "m" "base" (global $base i32))
  (memory 1)
  (table 4 funcref)
  (global $copy i32 (global.get $base))
  (elem (global.get $base) $f $f)
  (elem $passive func $f)
  (data (global.get $base) "abc")
  (data "passive")
  (func $f)
  (func $start)
  (start $start)
  ;; CHECK: @module0.elem0 = internal constant [2 x i32] [i32 [[RECORD:[0-9]+]], i32 [[RECORD]]]
  ;; CHECK: @module0.image0 = internal constant {{.*}} { ptr @wasm.f, i64 1, ptr null }, {{.*}} i64 7, {{.*}} i64 1,
  ;; CHECK-LABEL: define internal void @module0.initialize(ptr %instance)
  ;; The global.
  ;; CHECK: [[BASE:%.*]] = load i32
  ;; CHECK: store i32 [[BASE]],
  ;; The active element segment.
  ;; CHECK: icmp ugt
  ;; CHECK: elements:
  ;; CHECK: [[OFFSET:%.*]] = load i32, ptr {{%.*}}
  ;; CHECK: [[WIDE:%.*]] = zext i32 [[OFFSET]] to i64
  ;; CHECK: [[REFERENCE:%.*]] = getelementptr i8, ptr %instance, i64 [[WIDE]]
  ;; CHECK: store ptr [[REFERENCE]],
  ;; The passive one, into the instance.
  ;; CHECK: getelementptr i32, ptr @module0.elem1,
  ;; CHECK: call void @llvm.memcpy.p0.p0.i64(ptr align 1 {{%.*}}, ptr align 1 @module0.data0, i64 3, i1 false)
  ;; CHECK: call void @wasm.start(ptr %instance)
  ;; CHECK-NEXT: ret void
)
