;; The shadow stack pointer, whatever its name, is a parameter of the functions that have a frame or call one that has: the global is
;; never stored to. Functions without calls and frames have no such parameter, but for those that a table mixes with the others.
;; RUN: wat2wasm --debug-names %s -o %t.wasm
;; RUN: %wasmc %t.wasm -O2 --emit=llvm-ir -o - | FileCheck %s
;; RUN: %wasmc %t.wasm -O2 --target=aarch64-linux --emit=llvm-ir -o - | FileCheck %s
;; RUN: %wasmc %t.wasm -O2 --no-stack-pointer-passing --emit=llvm-ir -o - | FileCheck %s --check-prefix=MEMORY
;; RUN: %wasmc %t.wasm -O0 --emit=llvm-ir -o - | FileCheck %s --check-prefix=MEMORY
;; CHECK-NOT: store i32 {{.*}}, ptr @module0.global
;; MEMORY: store i32 {{.*}}, ptr @module0.global
(module
  (memory 2)
  (global $pointer (mut i32) (i32.const 65536))
  (table 3 10 funcref)
  (elem (i32.const 0) $recursive)
  (func $set (param i32 i32) (i32.store (local.get 0) (local.get 1)))
  (func $recursive (param i32) (result i32) (local $frame i32)
    (if (i32.lt_u (local.get 0) (i32.const 2)) (then (return (i32.const 1))))
    (global.set $pointer (local.tee $frame (i32.sub (global.get $pointer) (i32.const 16))))
    (call $set (local.get $frame) (local.get 0))
    (local.set 0 (i32.add (call $recursive (i32.sub (i32.load (local.get $frame)) (i32.const 1)))
                          (call $recursive (i32.sub (i32.load (local.get $frame)) (i32.const 2)))))
    (global.set $pointer (i32.add (local.get $frame) (i32.const 16)))
    (local.get 0))
  ;; CHECK-LABEL: define internal {{.*}}@wasm.recursive(i32 {{[^,]*}}, i32 {{[^,]*}})
  ;; CHECK: call {{.*}}@wasm.recursive(i32 {{[^,]*}}, i32
  (func (export "_start")
    (i32.store (i32.const 0) (call $recursive (i32.load (i32.const 0))))
    (i32.store (i32.const 0) (call_indirect (param i32) (result i32) (i32.const 9) (i32.const 0)))))
