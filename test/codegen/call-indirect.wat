;; call_indirect through a table that nothing can change reads one constant array for its type, in which functions that trap stand for
;; all others; two, types, then code, where there would be too many of them. Through a table that the program writes it reads the
;; function's record. Types are compared by canonical number, so that equal types of different index match.
;; RUN: wat2wasm --debug-names %s -o %t.wasm
;; RUN: %wasmc %t.wasm -O0 --emit=llvm-ir -o - | FileCheck %s --check-prefixes=CHECK,COLUMN
;; RUN: %wasmc %t.wasm -O0 --no-type-columns --emit=llvm-ir -o - | FileCheck %s --check-prefixes=CHECK,TYPES
;; RUN: sed 's/\$frozen 3 /$frozen 5000 /' %s > %t.large.wat
;; RUN: wat2wasm --debug-names %t.large.wat -o %t.large.wasm
;; RUN: %wasmc %t.large.wasm -O0 --emit=llvm-ir -o - | FileCheck %s --check-prefix=LARGE
;; LARGE-NOT: .type{{[0-9]+}} =
;; LARGE: @module0.tabletypes0 = internal constant [5000 x i32]
(module
  (type $first (func (param i32) (result i32)))
  (type $same (func (param i32) (result i32)))
  (type $other (func))
  (table $frozen 3 funcref)
  (table $written 3 funcref)
  (elem (table $frozen) (i32.const 0) func $f $g)
  (elem declare func $f)
  ;; TYPES-DAG: @module0.tabletypes0 = internal constant [3 x i32] [i32 [[TYPE:[1-9]]], i32 [[OTHER:[1-9]]], i32 0]
  ;; TYPES-DAG: @module0.tablecode0 = internal constant [3 x ptr] [ptr @wasm.f, ptr @wasm.g, ptr null]
  ;; COLUMN-DAG: @module0.table0.type[[TYPE:[1-9]]] = internal constant [3 x ptr] [ptr @wasm.f, ptr [[MISMATCH:@[a-z.0-9]*]], ptr [[MISSING:@[a-z.0-9]*]]]
  (func $f (type $first) (local.get 0))
  (func $g (type $other))
  (func (export "frozen") (param i32) (result i32)
    (call_indirect $frozen (type $same) (i32.const 5) (local.get 0)))
  ;; CHECK-LABEL: define internal i32 @wasm.frozen(
  ;; CHECK: [[INDEX:%.*]] = zext i32 %0 to i64
  ;; CHECK-NEXT: [[BEYOND:%.*]] = icmp uge i64 [[INDEX]], 3
  ;; CHECK-NEXT: br i1 [[BEYOND]], label %trap,
  ;; COLUMN: [[SLOT:%.*]] = getelementptr ptr, ptr @module0.table0.type[[TYPE]], i64 [[INDEX]]
  ;; COLUMN-NEXT: [[CODE:%.*]] = load ptr, ptr [[SLOT]]
  ;; COLUMN-NEXT: call i32 [[CODE]](i32 5)
  ;; TYPES: [[PLACE:%.*]] = getelementptr i32, ptr @module0.tabletypes0, i64 [[INDEX]]
  ;; TYPES-NEXT: [[FOUND:%.*]] = load i32, ptr [[PLACE]]
  ;; TYPES-NEXT: [[MATCHES:%.*]] = icmp eq i32 [[FOUND]], [[TYPE]]
  ;; TYPES-NEXT: br i1 [[MATCHES]], label %{{[0-9]+}}, label %mismatch,
  ;; TYPES: mismatch:
  ;; TYPES-NEXT: icmp eq i32 [[FOUND]], 0
  ;; TYPES: [[SLOT:%.*]] = getelementptr ptr, ptr @module0.tablecode0, i64 [[INDEX]]
  ;; TYPES-NEXT: [[CODE:%.*]] = load ptr, ptr [[SLOT]]
  ;; TYPES-NEXT: call i32 [[CODE]](i32 5)
  (func (export "written") (param i32) (result i32)
    (table.set $written (i32.const 1) (ref.func $f))
    (call_indirect $written (type $first) (i32.const 5) (local.get 0)))
  ;; CHECK-LABEL: define internal i32 @wasm.written(
  ;; CHECK: icmp uge i64 [[INDEX:%.*]], 3
  ;; CHECK: [[SLOT:%.*]] = getelementptr ptr, ptr @module0.elements1, i64 [[INDEX]]
  ;; CHECK-NEXT: [[RECORD:%.*]] = load ptr, ptr [[SLOT]]
  ;; CHECK-NEXT: icmp eq ptr [[RECORD]], null
  ;; CHECK: [[FIELD:%.*]] = getelementptr inbounds i8, ptr [[RECORD]], i64 8
  ;; CHECK-NEXT: [[FOUND:%.*]] = load i64, ptr [[FIELD]]
  ;; CHECK-NEXT: [[MATCHES:%.*]] = icmp eq i64 [[FOUND]], [[TYPE]]
  ;; CHECK-NEXT: br i1 [[MATCHES]], label %{{[0-9]+}}, label %trap
  ;; CHECK: [[CODE:%.*]] = load ptr, ptr [[RECORD]]
  ;; CHECK-NEXT: call i32 [[CODE]](i32 5)
  (func (export "_start"))
  ;; COLUMN-DAG: define internal i32 [[MISMATCH]](i32 %0)
  ;; COLUMN-DAG: define internal i32 [[MISSING]](i32 %0)
)
