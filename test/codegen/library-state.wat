;; Library model: what a module defines lies in the instance at a constant distance, what it imports one invariant load further; so
;; that both leave loops.
;; RUN: %wasmc %s --model=library -O2 --emit=llvm-ir -o - | FileCheck %s
;; RUN: %wasmc %s --model=library -O2 --emit=llvm-ir -o - | FileCheck %s --check-prefix=LOOP
(module
  (import "m" "memory" (memory 1))
  (import "m" "mutable" (global $imported (mut i64)))
  (import "m" "constant" (global $constant i32))
  (global $own (mut i32) (i32.const 7))
  (global $known i32 (i32.const 9))
  (global $late i32 (global.get $constant))
  ;; Header, three imports, and two exported functions' records lie before the globals: at 16 + 3 * 16 + 2 * 24.
  ;; CHECK: @module0.image0 = internal constant {{.*}}{ ptr @wasm.loop, i64 2, ptr null }, i32 7, i32 9, [8 x i8] zeroinitializer
  (func (export "globals") (param i64) (result i32)
    (global.set $imported (local.get 0))
    (i32.add (global.get $own) (global.get $known)))
  ;; CHECK-LABEL: define internal i32 @wasm.globals(
  ;; CHECK: [[SLOT:%.*]] = getelementptr inbounds nuw i8, ptr %instance, i64 56
  ;; CHECK-NEXT: [[GLOBAL:%.*]] = load ptr, ptr [[SLOT]], align 8, !invariant.load !{{[0-9]+}}, !nonnull
  ;; CHECK-NEXT: store i64 %0, ptr [[GLOBAL]], align 8
  ;; CHECK-NEXT: [[OWN:%.*]] = getelementptr inbounds nuw i8, ptr %instance, i64 128
  ;; CHECK-NEXT: [[VALUE:%.*]] = load i32, ptr [[OWN]]
  ;; CHECK-NEXT: add i32 [[VALUE]], 9
  (func (export "loop") (param i32)
    (loop $l
      (i32.store8 (local.get 0) (i32.const 1))
      (br_if $l (local.tee 0 (i32.sub (local.get 0) (i32.load8_u (i32.const 0)))))))
  ;; LOOP-LABEL: define internal void @wasm.loop(
  ;; LOOP: [[MEMORY:%.*]] = load ptr, ptr {{%.*}}, align 8, !invariant.load
  ;; LOOP: [[BASE:%.*]] = load ptr, ptr [[MEMORY]], align 8, !invariant.load
  ;; LOOP: loop:
  ;; LOOP-NOT: load ptr
  ;; LOOP: ret void
)
