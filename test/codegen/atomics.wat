;; Atomic accesses are LLVM's, sequentially consistent and aligned: another alignment traps first. Narrow ones extend with zeros.
;; Plain loads from a shared memory are frozen: to LLVM a racing load has no fixed value.
;; RUN: %wasmc %s -O0 --emit=llvm-ir -o - | FileCheck %s
(module
  (memory 1 2 shared)
  (func (export "load") (param i32) (result i64)
    (i64.atomic.load16_u offset=3 (local.get 0)))
  ;; CHECK-LABEL: @wasm.load(
  ;; CHECK: [[SUM:%.*]] = add i32 %0, 1
  ;; CHECK-NEXT: [[LOW:%.*]] = and i32 [[SUM]], 1
  ;; CHECK-NEXT: [[ODD:%.*]] = icmp ne i32 [[LOW]], 0
  ;; CHECK-NEXT: br i1 [[ODD]], label %[[UNALIGNED:.*]], label
  ;; CHECK: [[VALUE:%.*]] = load atomic {{(volatile )?}}i16, ptr {{.*}} seq_cst, align 2
  ;; CHECK-NEXT: zext i16 [[VALUE]] to i64
  ;; CHECK: [[UNALIGNED]]:
  ;; CHECK-NEXT: ubsantrap(i8 12)
  (func (export "load8") (param i32) (result i32)
    (i32.atomic.load8_u (local.get 0)))
  ;; CHECK-LABEL: @wasm.load8(
  ;; CHECK-NOT: ubsantrap(i8 12)
  ;; CHECK: load atomic {{(volatile )?}}i8, ptr {{.*}} seq_cst, align 1
  (func (export "store") (param i32 i64)
    (i64.atomic.store32 (local.get 0) (local.get 1)))
  ;; CHECK-LABEL: @wasm.store(
  ;; CHECK: and i32 {{.*}}, 3
  ;; CHECK: [[LOW:%.*]] = trunc i64 %1 to i32
  ;; CHECK-NEXT: store atomic i32 [[LOW]], ptr {{.*}} seq_cst, align 4
  (func (export "add") (param i32 i64) (result i64)
    (i64.atomic.rmw.add (local.get 0) (local.get 1)))
  ;; CHECK-LABEL: @wasm.add(
  ;; CHECK: and i32 {{.*}}, 7
  ;; CHECK: atomicrmw add ptr {{.*}}, i64 %1 seq_cst, align 8
  (func (export "xchg") (param i32 i32) (result i32)
    (i32.atomic.rmw8.xchg_u (local.get 0) (local.get 1)))
  ;; CHECK-LABEL: @wasm.xchg(
  ;; CHECK: [[OLD:%.*]] = atomicrmw xchg ptr {{.*}}, i8 {{.*}} seq_cst, align 1
  ;; CHECK-NEXT: zext i8 [[OLD]] to i32
  (func (export "cmpxchg") (param i32 i32 i32) (result i32)
    (i32.atomic.rmw16.cmpxchg_u (local.get 0) (local.get 1) (local.get 2)))
  ;; CHECK-LABEL: @wasm.cmpxchg(
  ;; CHECK-DAG: [[EXPECTED:%.*]] = trunc i32 %1 to i16
  ;; CHECK-DAG: [[REPLACEMENT:%.*]] = trunc i32 %2 to i16
  ;; CHECK: [[BOTH:%.*]] = cmpxchg ptr {{.*}}, i16 [[EXPECTED]], i16 [[REPLACEMENT]] seq_cst seq_cst, align 2
  ;; CHECK-NEXT: [[OLD:%.*]] = extractvalue { i16, i1 } [[BOTH]], 0
  ;; CHECK-NEXT: zext i16 [[OLD]] to i32
  (func (export "fence")
    (atomic.fence))
  ;; CHECK-LABEL: @wasm.fence(
  ;; CHECK: fence seq_cst
  (func (export "wait") (param i32 i32 i64) (result i32)
    (memory.atomic.wait32 (local.get 0) (local.get 1) (local.get 2)))
  ;; CHECK-LABEL: @wasm.wait(
  ;; CHECK: icmp ugt i64
  ;; CHECK: call i32 @wasmc_memory_wait32(ptr {{.*}}, i32 %1, i64 %2)
  (func (export "plain") (param i32) (result i32)
    (i32.load (local.get 0)))
  ;; CHECK-LABEL: @wasm.plain(
  ;; CHECK: [[RACING:%.*]] = load {{.*}}i32, ptr {{.*}}, align 1
  ;; CHECK: freeze i32 [[RACING]]
  (func (export "size") (result i32)
    (memory.size))
  ;; CHECK-LABEL: @wasm.size(
  ;; CHECK: load atomic i64, ptr {{.*}} seq_cst, align 8
  (func (export "_start")))
