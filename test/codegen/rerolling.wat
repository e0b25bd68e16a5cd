;; Loops that a producer has unrolled are rolled up again and become vectors: an axpy with three copies, and a sum with two that ends where
;; its address meets another one. Not so where a copy differs, or with --no-rerolling.
;; RUN: wat2wasm --debug-names %s -o %t.wasm
;; RUN: %wasmc %t.wasm --model=library -O2 --emit=llvm-ir -o - | FileCheck %s
;; RUN: %wasmc %t.wasm --model=library -O2 --target=aarch64-linux --emit=llvm-ir -o - | FileCheck %s
;; RUN: %wasmc %t.wasm --model=library -O2 --no-rerolling --emit=llvm-ir -o - | FileCheck %s --check-prefix=PLAIN
;; PLAIN-LABEL: define internal {{.*}}void @wasm.axpy(
;; PLAIN-NOT: load <2 x double>
;; PLAIN: ret void
(module
  (memory 1)
  ;; CHECK-LABEL: define internal {{.*}}void @wasm.axpy(
  ;; CHECK: load <2 x double>
  ;; CHECK: fmul <2 x double>
  ;; CHECK: ret void
  (func $axpy (export "axpy") (param $a f64) (param $p i32) (param $q i32) (param $n i32)
    (loop $again
      (f64.store (local.get $q) (f64.add (f64.load (local.get $q)) (f64.mul (local.get $a) (f64.load (local.get $p)))))
      (f64.store (i32.add (local.get $q) (i32.const 8)) (f64.add (f64.load (i32.add (local.get $q) (i32.const 8)))
        (f64.mul (local.get $a) (f64.load (i32.add (local.get $p) (i32.const 8))))))
      (f64.store (i32.add (local.get $q) (i32.const 16)) (f64.add (f64.load (i32.add (local.get $q) (i32.const 16)))
        (f64.mul (local.get $a) (f64.load (i32.add (local.get $p) (i32.const 16))))))
      (local.set $p (i32.add (local.get $p) (i32.const 24)))
      (local.set $q (i32.add (local.get $q) (i32.const 24)))
      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1))))))
  ;; CHECK-LABEL: define internal {{.*}}i32 @wasm.sum(
  ;; CHECK: vector.body
  ;; CHECK: add <4 x i32>
  ;; CHECK: ret i32
  (func $sum (export "sum") (param $p i32) (param $end i32) (result i32) (local $x i32)
    (loop $again
      (local.set $x (i32.add (local.get $x) (i32.load (local.get $p))))
      (local.set $x (i32.add (local.get $x) (i32.load (i32.add (local.get $p) (i32.const 4)))))
      (local.set $p (i32.add (local.get $p) (i32.const 8)))
      (br_if $again (i32.ne (local.get $p) (local.get $end))))
    (local.get $x))
  ;; CHECK-LABEL: define internal {{.*}}void @wasm.different(
  ;; CHECK-NOT: load <2 x double>
  ;; CHECK: ret void
  (func $different (export "different") (param $a f64) (param $p i32) (param $q i32) (param $n i32)
    (loop $again
      (f64.store (local.get $q) (f64.mul (local.get $a) (f64.load (local.get $p))))
      (f64.store (i32.add (local.get $q) (i32.const 8)) (f64.add (local.get $a) (f64.load (i32.add (local.get $p) (i32.const 8)))))
      (f64.store (i32.add (local.get $q) (i32.const 16)) (f64.mul (local.get $a) (f64.load (i32.add (local.get $p) (i32.const 16)))))
      (local.set $p (i32.add (local.get $p) (i32.const 24)))
      (local.set $q (i32.add (local.get $q) (i32.const 24)))
      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))))
