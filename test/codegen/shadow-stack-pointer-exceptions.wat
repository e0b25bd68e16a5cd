;; A handler that sets the stack pointer first, as compilers' do, does not keep it from being a parameter.
;; RUN: %wasmc %s -O2 --emit=llvm-ir -o - | FileCheck %s
;; RUN: %wasmc %s -O2 --target=aarch64-linux --emit=llvm-ir -o - | FileCheck %s
;; CHECK-NOT: store i32 {{.*}}, ptr @module0.global
;; CHECK: invoke {{.*}}void @wasm.throwRestored(i32
;; CHECK-NOT: store i32 {{.*}}, ptr @module0.global
(module
  (memory 1)
  (tag $t)
  (global $restored (mut i32) (i32.const 1000))
  (table 1 10 funcref)
  (elem (i32.const 0) $throwRestored)
  (func $throwRestored
    (global.set $restored (i32.sub (global.get $restored) (i32.const 16)))
    (i32.store (global.get $restored) (i32.const 1))
    (throw $t))
  (func $handlerRestores (result i32) (local $frame i32)
    (global.set $restored (local.tee $frame (i32.sub (global.get $restored) (i32.const 32))))
    (i32.store (local.get $frame) (i32.const 7))
    (block $caught
      (try_table (catch $t $caught) (call_indirect (i32.const 0)))
      (unreachable))
    (global.set $restored (local.get $frame))
    (call $useFrame)
    (global.set $restored (i32.add (local.get $frame) (i32.const 32)))
    (i32.load (local.get $frame)))
  (func $useFrame (local $frame i32)
    (global.set $restored (local.tee $frame (i32.sub (global.get $restored) (i32.const 16))))
    (i32.store (local.get $frame) (i32.const 3))
    (global.set $restored (i32.add (local.get $frame) (i32.const 16))))
  (func (export "_start") (i32.store (i32.const 0) (call $handlerRestores))))
