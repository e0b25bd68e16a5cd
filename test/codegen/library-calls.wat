;; Library model: the instance pointer is every function's first parameter. An own function is called with the caller's, an imported
;; one with that of its record; a reference carries its instance along.
;; RUN: %wasmc %s --model=library --no-instance-register --no-type-columns -O0 --emit=llvm-ir -o - | FileCheck %s
;; RUN: %exits 2 %wasmc %s --model=library --no-type-columns -o %t 2>&1 | FileCheck %s --check-prefix=EXECUTABLE
;; EXECUTABLE: --emit=exe goes with no kind of library
(module
  (import "host" "f" (func $imported (param i32) (result i32)))
  (table 2 funcref)
  (elem declare func $own)
  ;; One import (16 bytes behind the header of 16), a table of 24 bytes: the imported function's record is at 56, the next at 80.
  ;; CHECK: @module0.image0 = internal constant <{ [96 x i8], { ptr, i64, ptr },
  ;; CHECK-SAME: { ptr @wasm.own, i64 [[TYPE:[0-9]+]], ptr null }
  (func $own (param i32) (result i32) (local.get 0))
  ;; CHECK-LABEL: define internal i32 @wasm.own(ptr nonnull dereferenceable({{[0-9]+}}) %instance, i32 %0)
  (func (export "calls") (param i32) (result i32)
    (call $own (call $imported (local.get 0))))
  ;; CHECK-LABEL: define internal i32 @wasm.calls(
  ;; CHECK: [[PLACE:%.*]] = getelementptr inbounds i8, ptr %instance, i64 72
  ;; CHECK-NEXT: [[CODE:%.*]] = load ptr, ptr [[PLACE]], align 8, !invariant.load
  ;; CHECK-NEXT: [[PLACE:%.*]] = getelementptr inbounds i8, ptr %instance, i64 88
  ;; CHECK-NEXT: [[INSTANCE:%.*]] = load ptr, ptr [[PLACE]], align 8, !invariant.load
  ;; CHECK-NEXT: [[RESULT:%.*]] = call i32 [[CODE]](ptr [[INSTANCE]], i32 %0)
  ;; CHECK-NEXT: call i32 @wasm.own(ptr %instance, i32 [[RESULT]])
  (func (export "indirect") (param i32) (result i32)
    (call_indirect (param i32) (result i32) (i32.const 5) (local.get 0)))
  ;; CHECK-LABEL: define internal i32 @wasm.indirect(
  ;; CHECK: [[RECORD:%.*]] = load ptr, ptr {{%.*}}, align 8, !tbaa
  ;; CHECK-NEXT: icmp eq ptr [[RECORD]], null
  ;; CHECK: [[MATCHES:%.*]] = icmp eq i64 {{%.*}}, [[TYPE]]
  ;; CHECK-NEXT: br i1 [[MATCHES]], label %{{[0-9]+}}, label %trap
  ;; CHECK: [[CODE:%.*]] = load ptr, ptr [[RECORD]]
  ;; CHECK-NEXT: [[PLACE:%.*]] = getelementptr inbounds i8, ptr [[RECORD]], i64 16
  ;; CHECK-NEXT: [[INSTANCE:%.*]] = load ptr, ptr [[PLACE]]
  ;; CHECK-NEXT: call i32 [[CODE]](ptr [[INSTANCE]], i32 5)
  (func (export "reference") (result funcref) (ref.func $own))
  ;; CHECK-LABEL: define internal ptr @wasm.reference(
  ;; CHECK: getelementptr inbounds i8, ptr %instance, i64 96

  ;; A host calls any function of a type through one thunk, and looks like one through another.
  ;; CHECK-LABEL: define internal i32 @host(ptr nonnull %instance, i32 %0)
  ;; CHECK: [[SLOTS:%.*]] = alloca [16 x i8], align 16
  ;; CHECK: store i32 %0, ptr [[SLOTS]]
  ;; CHECK: call void {{%.*}}(ptr {{%.*}}, ptr [[SLOTS]])
  ;; CHECK-LABEL: define internal void @invoke(ptr %0, ptr %1)
  ;; CHECK: [[RESULT:%.*]] = call i32 {{%.*}}(ptr {{%.*}}, i32 {{%.*}})
  ;; CHECK-NEXT: store i32 [[RESULT]], ptr %1, align 16
)
