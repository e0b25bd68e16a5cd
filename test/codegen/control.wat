;; Labels are basic blocks and their operands phis: at the end of a block, at the beginning of a loop. A comparison that only decides a
;; branch never becomes an i32. Nothing is emitted for code that can't be reached.
;; RUN: %wasmc %s -O0 --emit=llvm-ir -o - | FileCheck %s
(module
  (func (export "block") (param i32) (result i32)
    (block (result i32)
      (br_if 0 (i32.const 1) (local.get 0))
      (drop)
      (i32.const 2)))
  ;; CHECK-LABEL: define internal i32 @wasm.block(
  ;; CHECK: [[TAKEN:%.*]] = icmp ne i32 %0, 0
  ;; CHECK-NEXT: br i1 [[TAKEN]], label %[[END:.*]], label %[[NEXT:.*]]
  ;; CHECK: [[END]]:
  ;; CHECK-NEXT: phi i32 [ 1, %entry ], [ 2, %[[NEXT]] ]
  (func (export "loop") (param i32) (result i32)
    (local.get 0)
    (loop (param i32) (result i32)
      (i32.sub (i32.const 1))
      (local.tee 0)
      (br_if 0 (local.get 0) (local.get 0))
      (drop)))
  ;; CHECK-LABEL: define internal i32 @wasm.loop(
  ;; CHECK: br label %[[LOOP:.*]]
  ;; CHECK: [[LOOP]]:
  ;; CHECK-NEXT: [[ROUND:%.*]] = phi i32 [ %0, %entry ], [ [[NEXT:%.*]], %[[LOOP]] ]
  ;; CHECK-NEXT: [[NEXT]] = sub i32 [[ROUND]], 1
  ;; CHECK: br i1 {{.*}}, label %[[LOOP]], label
  (func (export "if") (param i32) (result i64)
    (if (result i64) (i32.lt_s (local.get 0) (i32.const 0))
      (then (i64.const -1))
      (else (i64.const 1))))
  ;; CHECK-LABEL: define internal i64 @wasm.if(
  ;; CHECK: [[LESS:%.*]] = icmp slt i32 %0, 0
  ;; CHECK: br i1 [[LESS]], label %then, label %else
  ;; CHECK: phi i64 [ -1, %then ], [ 1, %else ]
  (func (export "select") (param i32 f64 f64) (result f64)
    (select (local.get 1) (local.get 2) (local.get 0)))
  ;; CHECK-LABEL: define internal double @wasm.select(
  ;; CHECK: [[FIRST:%.*]] = icmp ne i32 %0, 0
  ;; CHECK-NEXT: select i1 [[FIRST]], double %1, double %2
  (func (export "unreachable") (param i32) (result i32)
    (unreachable)
    (i32.mul (local.get 0) (i32.const 3)))
  ;; CHECK-LABEL: define internal i32 @wasm.unreachable(
  ;; CHECK: call void @llvm.ubsantrap(i8 0)
  ;; CHECK-NEXT: unreachable
  ;; CHECK-NOT: mul
  (func (export "_start")))
