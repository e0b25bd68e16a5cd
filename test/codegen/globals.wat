;; Mutable globals are static variables; an immutable one whose value is known is that value.
;; RUN: %wat2wasm %s -o %t.wasm
;; RUN: %wasmc %t.wasm -O0 --emit=llvm-ir -o - | FileCheck %s
(module
  (global $sum i32 (i32.add (i32.const 40) (i32.const 3)))
  (global $counter (mut i64) (i64.const -1))
  ;; CHECK: @module0.global1 = internal global i64 -1
  (func (export "known") (result i32)
    (global.get $sum))
  ;; CHECK-LABEL: define internal i32 @wasm.known(
  ;; CHECK-NOT: load
  ;; CHECK: phi i32 [ 43,
  (func (export "counter") (param i64) (result i64)
    (global.set $counter (local.get 0))
    (global.get $counter))
  ;; CHECK-LABEL: define internal i64 @wasm.counter(
  ;; CHECK: store i64 %0, ptr @module0.global1
  ;; CHECK: load i64, ptr @module0.global1
  (func (export "_start")))
