;; An element is a pointer to a function's record, or null. Indices are extended and compared with the table's size, whole ranges
;; before the first element is written. A table that grows has its size and elements in a variable.
;; RUN: %wasmc %s -O0 --emit=llvm-ir -o - | FileCheck %s
(module
  (table $t 10 20 funcref)
  (func (export "get") (param i32) (result i32)
    (ref.is_null (table.get $t (local.get 0))))
  ;; CHECK-LABEL: define internal i32 @wasm.get(
  ;; CHECK: [[INDEX:%.*]] = zext i32 %0 to i64
  ;; CHECK-NEXT: [[SIZE:%.*]] = load i64, ptr getelementptr inbounds (i8, ptr @module0.table0, i64 8)
  ;; CHECK-NEXT: [[OUTSIDE:%.*]] = icmp uge i64 [[INDEX]], [[SIZE]]
  ;; CHECK-NEXT: br i1 [[OUTSIDE]], label %trap
  ;; CHECK: [[ELEMENT:%.*]] = getelementptr ptr, ptr {{.*}}, i64 [[INDEX]]
  ;; CHECK-NEXT: [[REFERENCE:%.*]] = load ptr, ptr [[ELEMENT]]
  ;; CHECK-NEXT: icmp eq ptr [[REFERENCE]], null
  ;; CHECK: ubsantrap(i8 5)
  (func $set (export "set") (param i32)
    (table.set $t (local.get 0) (ref.func $set)))
  ;; CHECK-LABEL: define internal void @wasm.set(
  ;; CHECK: br i1 {{.*}}, label %trap
  ;; CHECK: store ptr @module0.funcref1, ptr
  (func (export "size") (result i32)
    (table.size $t))
  ;; CHECK-LABEL: define internal i32 @wasm.size(
  ;; CHECK: load i64, ptr getelementptr inbounds (i8, ptr @module0.table0, i64 8)
  (func (export "grow") (param i32) (result i32)
    (table.grow $t (ref.null func) (local.get 0)))
  ;; CHECK-LABEL: define internal i32 @wasm.grow(
  ;; CHECK: [[DELTA:%.*]] = zext i32 %0 to i64
  ;; CHECK-NEXT: [[PREVIOUS:%.*]] = call i64 @wasmc_table_grow(ptr @module0.table0, i64 [[DELTA]], ptr null)
  ;; CHECK-NEXT: trunc i64 [[PREVIOUS]] to i32
  (func (export "fill") (param i32 i32)
    (table.fill $t (local.get 0) (ref.null func) (local.get 1)))
  ;; CHECK-LABEL: define internal void @wasm.fill(
  ;; CHECK: @llvm.uadd.with.overflow.i64
  ;; CHECK: br i1 {{.*}}, label %trap
  ;; CHECK: fill:
  ;; CHECK: store ptr null, ptr
  (func (export "_start")))
