;; A sum of 128 bits, whose carry is compared, is an addition with carry; that of three is two. What compares something else stays.
;; RUN: %wasmc %s -O2 --no-type-columns --target=x86_64-linux -S -o - | FileCheck %s --check-prefix=X86
;; RUN: %wasmc %s -O2 --no-type-columns --target=aarch64-linux -S -o - | FileCheck %s --check-prefix=ARM
;; RUN: %wasmc %s -O2 --no-type-columns --no-wide-sum --emit=llvm-ir -o - | FileCheck %s --check-prefix=OFF
;; In each function but the last:
;; OFF-NOT: add i128
;; OFF-LABEL: define internal {{.*}}@wasm.early(
;; OFF-COUNT-3: mul nuw i128
;; OFF-COUNT-2: add i128
;; RUN: %wasmc %s -O2 --no-type-columns --emit=llvm-ir -o - | FileCheck %s --check-prefix=EARLY
(module
  (memory 1)
  (type $sum (func (param i64 i64 i64 i64) (result i64 i64)))
  (table funcref (elem $two $three $other $loaded $early))
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
  ;; A sum goes up to what it adds: two products at a time are there, not all of them.
  (func $early
    (local $l0 i64) (local $h0 i64) (local $l1 i64) (local $h1 i64) (local $l2 i64) (local $h2 i64)
    (i64.mul_wide_u (i64.load (i32.const 0)) (i64.load (i32.const 8))) (local.set $h0) (local.set $l0)
    (i64.mul_wide_u (i64.load (i32.const 16)) (i64.load (i32.const 24))) (local.set $h1) (local.set $l1)
    (i64.mul_wide_u (i64.load (i32.const 32)) (i64.load (i32.const 40))) (local.set $h2) (local.set $l2)
    (i64.add128
      (i64.add128 (local.get $l0) (local.get $h0) (local.get $l1) (local.get $h1)) (local.get $l2) (local.get $h2))
    (local.set $h0)
    (local.set $l0)
    (i64.store (i32.const 48) (local.get $l0))
    (i64.store (i32.const 56) (local.get $h0)))
  ;; EARLY-LABEL: define internal {{.*}}@wasm.early(
  ;; EARLY: mul nuw i128
  ;; EARLY: mul nuw i128
  ;; EARLY-NEXT: add i128
  ;; EARLY: mul nuw i128
  ;; EARLY-NEXT: add i128
  (func (export "_start")
    (call_indirect (type $sum) (i64.const 3) (i64.const 5) (i64.const 7) (i64.const 9) (i32.load (i32.const 0)))
    (drop)
    (drop)))
