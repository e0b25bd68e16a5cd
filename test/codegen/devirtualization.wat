;; Where a frozen table has few functions of a type, call_indirect compares the index with the place of each, in a tree, and calls it
;; directly, so that no table is jumped through. The column is left for what traps. Not so with --no-devirtualization, for size, where a
;; profile is made, or where there are more functions.
;; RUN: wat2wasm --debug-names %s -o %t.wasm
;; RUN: %wasmc %t.wasm -O2 --emit=llvm-ir -o - | FileCheck %s
;; RUN: %wasmc %t.wasm -O2 --no-devirtualization --emit=llvm-ir -o - | FileCheck %s --check-prefix=OFF
;; RUN: %wasmc %t.wasm -Os --emit=llvm-ir -o - | FileCheck %s --check-prefix=OFF
;; RUN: %wasmc %t.wasm -O2 --pgo-instrument --emit=llvm-ir -o - | FileCheck %s --check-prefix=OFF
;; RUN: %wasmc %t.wasm -O2 --target=x86_64-linux -S -o - | FileCheck %s --check-prefix=X86
;; RUN: %wasmc %t.wasm -O2 --target=aarch64-linux -S -o - | FileCheck %s --check-prefix=ARM
;; OFF-LABEL: define internal {{.*}}void @wasm._start(
;; OFF-NOT: icmp ult i32
;; OFF-NOT: unreachable
;; OFF: load ptr, ptr
;; OFF: load ptr, ptr
;; OFF: ret void
;; X86-LABEL: wasm._start:
;; X86-NOT: jmpq{{.*}}*
;; X86: .size wasm._start
;; ARM-LABEL: wasm._start:
;; ARM-NOT: br x
;; ARM: .size wasm._start
(module
  (type $few (func (param i32) (result i32)))
  (type $many (func (param i64) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (import "wasi_snapshot_preview1" "random_get" (func $random (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (table 20 funcref)
  (elem (i32.const 3) $a $b $c $d $e)
  (elem (i32.const 10) $m $m $m $m $m $m $m $m $m)
  (func $a (type $few) (i32.mul (local.get 0) (i32.load (i32.const 0))))
  (func $b (type $few) (i32.xor (local.get 0) (i32.load (i32.const 4))))
  (func $c (type $few) (i32.add (local.get 0) (i32.load (i32.const 8))))
  (func $d (type $few) (i32.and (local.get 0) (i32.load (i32.const 12))))
  (func $e (type $few) (call $exit (local.get 0)) (i32.const 0))
  (func $m (type $many) (i32.load (i32.const 16)))
  ;; CHECK-LABEL: define internal {{.*}}void @wasm._start(
  ;; CHECK: icmp ult i32 [[INDEX:%.*]], 5
  ;; CHECK: icmp ult i32 [[INDEX]], 7
  ;; CHECK: load ptr, ptr
  ;; CHECK: unreachable
  ;; CHECK-NOT: icmp ult i32
  ;; CHECK: load ptr, ptr
  ;; CHECK: ret void
  (func (export "_start") (local $index i32)
    (drop (call $random (i32.const 0) (i32.const 20)))
    (local.set $index (i32.load (i32.const 0)))
    (call $exit (call_indirect (type $few) (i32.const 5) (local.get $index)))
    (call $exit (call_indirect (type $many) (i64.const 5) (local.get $index)))))
