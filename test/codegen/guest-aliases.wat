;; A store to one address of guest memory leaves what has been loaded from another alone: constants, and sums of the same index whose
;; distance cannot be bridged by a wrap.
;; RUN: %wasmc %s -O2 --no-type-columns --emit=llvm-ir -o - | FileCheck %s
;; RUN: %wasmc %s -O2 --no-type-columns --no-guest-aliases --emit=llvm-ir -o - | FileCheck %s --check-prefix=OFF
(module
  (memory 1)
  (type $function (func (param i32) (result i32)))
  (table funcref (elem $constants $fields $near))
  (func $constants (param i32) (result i32) (local $first i32)
    (local.set $first (i32.load (i32.const 1024)))
    (i32.store (i32.const 1028) (local.get 0))
    (i32.xor (local.get $first) (i32.load (i32.const 1024))))
  ;; CHECK-LABEL: @wasm.constants(
  ;; CHECK: ret i32 0
  ;; OFF-LABEL: @wasm.constants(
  ;; OFF-COUNT-2: load i32
  (func $fields (param i32) (result i32) (local $first i32)
    (local.set $first (i32.load (i32.add (local.get 0) (i32.const 8))))
    (i32.store (i32.add (local.get 0) (i32.const 16)) (i32.const 5))
    (i32.xor (local.get $first) (i32.load (i32.add (local.get 0) (i32.const 8)))))
  ;; CHECK-LABEL: @wasm.fields(
  ;; CHECK: ret i32 0
  (func $near (param i32) (result i32) (local $first i32)
    (local.set $first (i32.load (i32.add (local.get 0) (i32.const 8))))
    (i32.store (i32.add (local.get 0) (i32.const 10)) (i32.const 5))
    (i32.xor (local.get $first) (i32.load (i32.add (local.get 0) (i32.const 8)))))
  ;; CHECK-LABEL: @wasm.near(
  ;; CHECK: load i32
  ;; CHECK: store i32
  ;; CHECK: load i32
  ;; CHECK: xor
  (func (export "_start")
    (drop (call_indirect (type $function) (i32.const 3) (i32.load (i32.const 0))))))
