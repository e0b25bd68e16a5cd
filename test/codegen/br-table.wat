;; br_table is a switch. A label that takes operands is reached through one block however often the table names it.
;; RUN: %wat2wasm %s -o %t.wasm
;; RUN: %wasmc %t.wasm -O0 --emit=llvm-ir -o - | FileCheck %s
(module
  (func (export "f") (param i32) (result i32)
    (block $a (result i32)
      (block $b (result i32)
        (br_table $a $b $a $b $a $b (i32.const 7) (local.get 0)))
      (i32.add (i32.const 1))))
  ;; CHECK-LABEL: define internal i32 @wasm.f(
  ;; CHECK: switch i32 %0, label %[[B:.*]] [
  ;; CHECK-NEXT: i32 0, label %[[A:.*]]
  ;; CHECK-NEXT: i32 2, label %[[A]]
  ;; CHECK-NEXT: i32 4, label %[[A]]
  ;; CHECK-NEXT: ]
  ;; CHECK: [[INNER:%.*]] = phi i32 [ 7, %[[B]] ]{{$}}
  ;; CHECK-NEXT: [[SUM:%.*]] = add i32 [[INNER]], 1
  ;; CHECK: phi i32 [ 7, %[[A]] ], [ [[SUM]], {{%[a-z0-9]*}} ]{{$}}
  (func (export "_start")))
