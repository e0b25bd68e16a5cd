;; Small functions that call none are inlined in other units, too; others are called. At -O1 nothing is inlined.
;; RUN: %wasmc --unit-size=1 %s -c -o %t.o && llvm-objdump -dr %t.o | FileCheck %s
;; RUN: %wasmc --unit-size=1 --no-inlining-across-units %s -c -o %t.o && llvm-objdump -dr %t.o | FileCheck %s --check-prefix=CALLS
;; RUN: %wasmc --unit-size=1 -O1 %s -c -o %t.o && llvm-objdump -dr %t.o | FileCheck %s --check-prefix=CALLS
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory 1)
  (func $twice (param i32) (result i32) (i32.mul (local.get 0) (i32.const 2)))
  (func $calls (param i32) (result i32) (i32.mul (call $twice (local.get 0)) (i32.load (i32.const 8))))
  ;; CHECK-LABEL: <wasm._start>:
  ;; CHECK-NOT: wasm.twice
  ;; CHECK: wasm.calls
  ;; CHECK-NOT: wasm.twice
  ;; CALLS-LABEL: <wasm._start>:
  ;; CALLS: wasm.twice
  (func (export "_start")
    (call $exit (i32.add (call $twice (i32.load (i32.const 0))) (call $calls (i32.load (i32.const 4)))))))
