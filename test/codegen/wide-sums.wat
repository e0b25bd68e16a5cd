;; A sum of 128 bits, whose carry is compared, is an addition with carry; that of three is two. What compares something else stays.
;; RUN: %wasmc %s -O2 --no-type-columns --target=x86_64-linux -S -o - | FileCheck %s --check-prefix=X86
;; RUN: %wasmc %s -O2 --no-type-columns --target=aarch64-linux -S -o - | FileCheck %s --check-prefix=ARM
;; RUN: %wasmc %s -O2 --no-type-columns --no-wide-sum --emit=llvm-ir -o - | FileCheck %s --check-prefix=OFF
;; OFF-NOT: add i128
(module
  (memory 1)
  (type $sum (func (param i64 i64 i64 i64) (result i64 i64)))
  (table funcref (elem $two $three $other $loaded))
  (func $two (type $sum) (local $low i64)
    (local.tee $low (i64.add (local.get 0) (local.get 2)))
    (i64.add (i64.add (local.get 1) (local.get 3)) (i64.extend_i32_u (i64.lt_u (local.get $low) (local.get 0)))))
  ;; X86-LABEL: wasm.two:
  ;; X86: addq
  ;; X86-NEXT: adcq
  ;; X86-NOT: cmp
  ;; X86: retq
  ;; ARM-LABEL: wasm.two:
  ;; ARM: adds
  ;; ARM-NEXT: adc
  ;; ARM-NOT: cmp
  ;; ARM: ret
  (func $three (type $sum) (local $low i64) (local $all i64)
    (local.set $low (i64.add (local.get 0) (local.get 2)))
    (local.tee $all (i64.add (local.get $low) (local.get 1)))
    (i64.add
      (i64.add
        (i64.add (i64.add (local.get 1) (local.get 3)) (i64.extend_i32_u (i64.lt_u (local.get $low) (local.get 0))))
        (local.get 2))
      (i64.extend_i32_u (i64.lt_u (local.get $all) (local.get $low)))))
  ;; X86-LABEL: wasm.three:
  ;; X86-COUNT-2: adcq
  ;; X86-NOT: {{cmp|set}}
  ;; X86: retq
  ;; ARM-LABEL: wasm.three:
  ;; ARM-COUNT-2: {{adc|adcs}} x
  ;; ARM-NOT: {{cmp|cset}}
  ;; ARM: ret
  (func $other (type $sum) (local $low i64)
    (local.tee $low (i64.add (local.get 0) (local.get 2)))
    (i64.add (i64.add (local.get 1) (local.get 3)) (i64.extend_i32_u (i64.lt_u (local.get $low) (local.get 1)))))
  ;; X86-LABEL: wasm.other:
  ;; X86: cmpq
  ;; X86: retq
  ;; Three numbers that lie in memory: the low halves are not added twice.
  (func $loaded (type $sum) (local $low i64) (local $all i64)
    (i64.store (i32.const 0) (local.get 0))
    (i64.store offset=8 (i32.const 0) (local.get 1))
    (local.set $low (i64.add (i64.load (i32.const 0)) (local.get 2)))
    (i64.store offset=8 (i32.const 0) (i64.add (i64.add (i64.load offset=8 (i32.const 0)) (local.get 3))
      (i64.extend_i32_u (i64.lt_u (local.get $low) (i64.load (i32.const 0))))))
    (i64.store (i32.const 0) (local.get $low))
    (local.set $all (i64.add (i64.load (i32.const 0)) (local.get 1)))
    (i64.store offset=8 (i32.const 0) (i64.add (i64.add (i64.load offset=8 (i32.const 0)) (local.get 2))
      (i64.extend_i32_u (i64.lt_u (local.get $all) (i64.load (i32.const 0))))))
    (local.get $all) (i64.load offset=8 (i32.const 0)))
  ;; X86-LABEL: wasm.loaded:
  ;; X86-COUNT-2: addq
  ;; X86-NOT: {{addq|leaq|cmp|set}}
  ;; X86: retq
  (func (export "_start")
    (call_indirect (type $sum) (i64.const 3) (i64.const 5) (i64.const 7) (i64.const 9) (i32.load (i32.const 0)))
    (drop)
    (drop)))
