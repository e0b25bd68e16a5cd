;; A product of 64 by 64 bits, put together of products of halves as compiler-rt does it, is one multiplication; one that adds the
;; carries otherwise stays as it is.
;; RUN: wat2wasm --debug-names %s -o %t.wasm
;; RUN: %wasmc %t.wasm --no-devirtualization -O2 --target=x86_64-linux -S -o - | FileCheck %s --check-prefix=X86
;; RUN: %wasmc %t.wasm --no-devirtualization -O2 --target=aarch64-linux -S -o - | FileCheck %s --check-prefix=ARM
;; RUN: %wasmc %t.wasm --no-devirtualization -O2 --no-wide-multiply --emit=llvm-ir -o - | FileCheck %s --check-prefix=OFF
;; OFF-NOT: mul {{.*}}i128
;; Called directly, and so inlined: one, and four.
;; RUN: %wasmc %t.wasm -O2 --target=x86_64-linux -S -o - | FileCheck %s --check-prefix=INLINED
;; INLINED-LABEL: wasm._start:
;; INLINED: mulq
;; INLINED-NOT: {{[[:space:]]}}mul
;; INLINED: .size wasm._start
(module
  (memory 1)
  (type $product (func (param i64 i64) (result i64 i64)))
  (table funcref (elem $product $other))
  (func $product (type $product) (local $t i64) (local $u i64) (local $low i64)
    (local.set $low (i64.mul (i64.and (local.get 0) (i64.const 0xffffffff)) (i64.and (local.get 1) (i64.const 0xffffffff))))
    (local.set $t (i64.add (i64.shr_u (local.get $low) (i64.const 32))
      (i64.mul (i64.shr_u (local.get 0) (i64.const 32)) (i64.and (local.get 1) (i64.const 0xffffffff)))))
    (local.set $u (i64.add (i64.and (local.get $t) (i64.const 0xffffffff))
      (i64.mul (i64.and (local.get 0) (i64.const 0xffffffff)) (i64.shr_u (local.get 1) (i64.const 32)))))
    (i64.or (i64.shl (local.get $u) (i64.const 32)) (i64.and (local.get $low) (i64.const 0xffffffff)))
    (i64.add (i64.shr_u (local.get $u) (i64.const 32))
      (i64.add (i64.shr_u (local.get $t) (i64.const 32))
        (i64.mul (i64.shr_u (local.get 0) (i64.const 32)) (i64.shr_u (local.get 1) (i64.const 32))))))
  ;; X86-LABEL: wasm.product:
  ;; X86-NOT: imul
  ;; X86: mulq
  ;; X86-NOT: mul
  ;; X86: retq
  ;; ARM-LABEL: wasm.product:
  ;; ARM-COUNT-2: {{umulh|mul}} x
  ;; ARM-NOT: mul
  ;; ARM: ret
  (func $other (type $product) (local $t i64) (local $u i64) (local $low i64)
    (local.set $low (i64.mul (i64.and (local.get 0) (i64.const 0xffffffff)) (i64.and (local.get 1) (i64.const 0xffffffff))))
    (local.set $t (i64.add (i64.shr_u (local.get $low) (i64.const 32))
      (i64.mul (i64.shr_u (local.get 0) (i64.const 32)) (i64.and (local.get 1) (i64.const 0xffffffff)))))
    (local.set $u (i64.add (local.get $t)
      (i64.mul (i64.and (local.get 0) (i64.const 0xffffffff)) (i64.shr_u (local.get 1) (i64.const 32)))))
    (i64.or (i64.shl (local.get $u) (i64.const 32)) (i64.and (local.get $low) (i64.const 0xffffffff)))
    (i64.add (i64.shr_u (local.get $u) (i64.const 32))
      (i64.add (i64.shr_u (local.get $t) (i64.const 32))
        (i64.mul (i64.shr_u (local.get 0) (i64.const 32)) (i64.shr_u (local.get 1) (i64.const 32))))))
  ;; X86-LABEL: wasm.other:
  ;; X86-COUNT-4: imulq
  ;; X86: retq
  (func (export "_start") (local $low i64) (local $high i64)
    (call_indirect (type $product) (i64.load (i32.const 16)) (i64.load (i32.const 24)) (i32.load (i32.const 0)))
    (local.set $high)
    (local.set $low)
    (i64.store (i32.const 32) (local.get $low))
    (i64.store (i32.const 40) (local.get $high))))
