;; A product of 64 by 64 bits from products of halves, as compiler-rt computes it, is one multiplication, whoever computes it; one
;; that adds the carries otherwise stays as it is.
;; RUN: wat2wasm --debug-names %s -o %t.wasm
;; RUN: %wasmc %t.wasm -O2 --target=x86_64-linux -S -o - | FileCheck %s --check-prefix=X86
;; RUN: %wasmc %t.wasm -O2 --target=aarch64-linux -S -o - | FileCheck %s --check-prefix=ARM
;; RUN: %wasmc %t.wasm -O2 --no-wide-multiply --emit=llvm-ir -o - | FileCheck %s --check-prefix=OFF
;; OFF-NOT: i128
(module
  (func $high (param $a i64) (param $b i64) (result i64) (local $t i64)
    (local.set $t
      (i64.add (i64.shr_u (i64.mul (i64.and (local.get $a) (i64.const 0xffffffff)) (i64.and (local.get $b) (i64.const 0xffffffff))) (i64.const 32))
               (i64.mul (i64.shr_u (local.get $a) (i64.const 32)) (i64.and (local.get $b) (i64.const 0xffffffff)))))
    (i64.add
      (i64.add (i64.mul (i64.shr_u (local.get $a) (i64.const 32)) (i64.shr_u (local.get $b) (i64.const 32)))
               (i64.shr_u (local.get $t) (i64.const 32)))
      (i64.shr_u (i64.add (i64.and (local.get $t) (i64.const 0xffffffff))
                          (i64.mul (i64.and (local.get $a) (i64.const 0xffffffff)) (i64.shr_u (local.get $b) (i64.const 32))))
                 (i64.const 32))))
  ;; X86-LABEL: wasm.high:
  ;; X86: mulq
  ;; X86-NOT: mul
  ;; X86: retq
  ;; ARM-LABEL: wasm.high:
  ;; ARM-NOT: mul x
  ;; ARM: umulh x0, {{x0, x1|x1, x0}}
  ;; ARM-NEXT: ret
  (func $other (param $a i64) (param $b i64) (result i64) (local $t i64)
    (local.set $t
      (i64.add (i64.shr_u (i64.mul (i64.and (local.get $a) (i64.const 0xffffffff)) (i64.and (local.get $b) (i64.const 0xffffffff))) (i64.const 32))
               (i64.mul (i64.shr_u (local.get $a) (i64.const 32)) (i64.and (local.get $b) (i64.const 0xffffffff)))))
    (i64.add
      (i64.add (i64.mul (i64.shr_u (local.get $a) (i64.const 32)) (i64.shr_u (local.get $b) (i64.const 32)))
               (i64.shr_u (local.get $t) (i64.const 32)))
      (i64.shr_u (i64.add (local.get $t)
                          (i64.mul (i64.and (local.get $a) (i64.const 0xffffffff)) (i64.shr_u (local.get $b) (i64.const 32))))
                 (i64.const 32))))
  ;; X86-LABEL: wasm.other:
  ;; X86-NOT: mulq %
  ;; X86: retq
  (table funcref (elem $high $other))
  (func (export "_start")
    (drop (call_indirect (param i64 i64) (result i64) (i64.const 3) (i64.const 5) (i32.load (i32.const 0)))))
  (memory 1))
