;; 64-bit indices are compared in both bounds modes. The distance to the access's last byte is taken off the size, saturating, so
;; that nothing can wrap: an access of w bytes at index + offset is good if and only if index < size - (offset + w - 1).
;; RUN: %wasmc %s --bounds=guard -O0 --emit=llvm-ir -o - | FileCheck %s
;; RUN: %wasmc %s --bounds=explicit -O0 --emit=llvm-ir -o - | FileCheck %s
;; RUN: %wasmc %s --bounds=guard -O2 --emit=llvm-ir -o - | FileCheck %s --check-prefix=O2
;; RUN: %wasmc %s -O0 -v --emit=llvm-ir -o %t.ll 2>&1 | FileCheck %s --check-prefix=VERBOSE
;; VERBOSE: memory64.wat: memory 0 (i64 1) is checked explicitly: guard pages do not bound it
(module
  (memory i64 1)
  (table i64 2 funcref)
  ;; No guard region; the largest number of pages that 64 bits can address.
  ;; CHECK: @memories = {{.*}} { ptr @module0.memory0, i64 1, i64 281474976710656, i64 0, i64 0, i64 16 }

  (func (export "load") (param i64) (result i32)
    (i32.load offset=7 (local.get 0)))
  ;; CHECK-LABEL: define internal i32 @wasm.load(
  ;; CHECK: [[SIZE:%.*]] = load i64, ptr getelementptr inbounds (i8, ptr @module0.memory0, i64 8)
  ;; CHECK-NEXT: [[LIMIT:%.*]] = call i64 @llvm.usub.sat.i64(i64 [[SIZE]], i64 10)
  ;; CHECK-NEXT: [[BAD:%.*]] = icmp uge i64 %0, [[LIMIT]]
  ;; CHECK-NEXT: br i1 [[BAD]], label %trap, label %[[GOOD:.*]], !prof
  ;; CHECK: [[GOOD]]:
  ;; CHECK-NEXT: [[BASE:%.*]] = load ptr, ptr @module0.memory0, {{.*}}!invariant.load
  ;; CHECK-NEXT: [[START:%.*]] = getelementptr nuw i8, ptr [[BASE]], i64 %0
  ;; CHECK-NEXT: [[ADDRESS:%.*]] = getelementptr nuw i8, ptr [[START]], i64 7
  ;; CHECK-NEXT: load i32, ptr [[ADDRESS]], align 1

  ;; Where offset and width together exceed 64 bits, no index is good.
  (func $far (export "far") (param i64) (result i64)
    (i64.load offset=0xfffffffffffffff9 (local.get 0)))
  ;; CHECK-LABEL: define internal i64 @wasm.far(
  ;; CHECK: @llvm.usub.sat.i64(i64 {{.*}}, i64 -1)
  ;; O2-LABEL: define internal {{.*}}i64 @wasm.far(
  ;; O2-NOT: load i64
  ;; O2: unreachable

  (func (export "byte") (param i64 i32)
    (i32.store8 (local.get 0) (local.get 1)))
  ;; CHECK-LABEL: define internal void @wasm.byte(
  ;; CHECK: [[SIZE:%.*]] = load i64
  ;; CHECK: icmp uge i64 %0, [[SIZE]]

  ;; A load whose value nobody needs leaves its comparison; the load itself goes.
  (func $dropped (export "dropped") (param i64)
    (drop (i32.load (local.get 0))))
  ;; O2-LABEL: define internal {{.*}}void @wasm.dropped(
  ;; O2: icmp
  ;; O2: br i1 {{.*}}, label %trap
  ;; O2-NOT: volatile
  ;; O2: ret void

  (func (export "size") (result i64) (memory.size))
  ;; CHECK-LABEL: define internal i64 @wasm.size(
  ;; CHECK: [[SIZE:%.*]] = load i64
  ;; CHECK-NEXT: lshr i64 [[SIZE]], 16
  ;; CHECK-NOT: trunc

  (func (export "grow") (param i64) (result i64) (memory.grow (local.get 0)))
  ;; CHECK-LABEL: define internal i64 @wasm.grow(
  ;; CHECK: call i64 @wasmc_memory_grow(ptr @module0.memory0, i64 %0)
  ;; CHECK-NOT: trunc

  (func (export "call") (param i64)
    (call_indirect (local.get 0)))
  ;; CHECK-LABEL: define internal void @wasm.call(
  ;; CHECK: [[SIZE:%.*]] = load i64, ptr getelementptr inbounds (i8, ptr @module0.table0, i64 8)
  ;; CHECK-NEXT: icmp uge i64 %0, [[SIZE]]

  (func (export "tableGrow") (param i64) (result i64) (table.grow (ref.null func) (local.get 0)))
  ;; CHECK-LABEL: define internal i64 @wasm.tableGrow(
  ;; CHECK: call i64 @wasmc_table_grow(ptr @module0.table0, i64 %0
  ;; CHECK-NOT: trunc
  ;; CHECK: ret i64

  (elem (table 0) (i64.const 0) func $far $dropped)
  (func (export "_start")
    (call_indirect (param i64) (i64.const 0) (i64.load (i64.const 0)))))
