;; In guard mode a 32-bit index that every round of a loop accesses is widened: the loops of a matrix product, a stencil and an axpy
;; become vectors on both CPUs, without a test for a wrap. Not so where the memory starts with all of its 65,536 pages.
;; RUN: wat2wasm --debug-names %s -o %t.wasm
;; RUN: %wasmc %t.wasm --no-devirtualization -O2 --emit=llvm-ir -o - | FileCheck %s
;; RUN: %wasmc %t.wasm --no-devirtualization -O2 --target=aarch64-linux --emit=llvm-ir -o - | FileCheck %s
;; RUN: sed 's/(memory 1)/(memory 65536)/' %s > %t.full.wat
;; RUN: wat2wasm --debug-names %t.full.wat -o %t.full.wasm
;; RUN: %wasmc %t.full.wasm --no-devirtualization -O2 --emit=llvm-ir -o - | FileCheck %s --check-prefix=PLAIN
;; RUN: %wasmc %t.wasm --no-devirtualization -O2 --no-index-widening --emit=llvm-ir -o - | FileCheck %s --check-prefix=PLAIN
;; Called directly, and so inlined, they are widened as well.
;; RUN: %wasmc %t.wasm -O2 --emit=llvm-ir -o - | FileCheck %s --check-prefix=INLINED
;; INLINED-LABEL: define internal {{.*}}void @wasm._start(
;; INLINED-NOT: vector.scevcheck
;; INLINED: %progress
;; INLINED: fmul <2 x double>
;; INLINED: ret void
;; PLAIN-LABEL: define internal {{.*}}void @wasm.axpy(
;; PLAIN-NOT: %progress
;; PLAIN: ret void
(module
  (memory 1)
  (type $loop (func (param i32 i32 f64 i32)))
  (table funcref (elem $axpy $stencil $product $sometimes))

  ;; y[i] += a * x[i]; the innermost loop of a matrix product is the same over its rows.
  (func $axpy (type $loop) (param $y i32) (param $x i32) (param $a f64) (param $n i32)
    (loop $again
      (f64.store (local.get $y)
        (f64.add (f64.load (local.get $y)) (f64.mul (local.get $a) (f64.load (local.get $x)))))
      (local.set $x (i32.add (local.get $x) (i32.const 8)))
      (local.set $y (i32.add (local.get $y) (i32.const 8)))
      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1))))))
  ;; CHECK-LABEL: define internal {{.*}}void @wasm.axpy(
  ;; CHECK-NOT: vector.scevcheck
  ;; CHECK: vector.body
  ;; CHECK: fmul <2 x double>

  ;; y[i] = x[i-1] + x[i] + x[i+1]: neighbours share one index.
  (func $stencil (type $loop) (param $y i32) (param $x i32) (param $a f64) (param $n i32)
    (loop $again
      (f64.store (local.get $y)
        (f64.add (f64.add (f64.load (i32.add (local.get $x) (i32.const -8))) (f64.load (local.get $x)))
                 (f64.load (i32.add (local.get $x) (i32.const 8)))))
      (local.set $x (i32.add (local.get $x) (i32.const 8)))
      (local.set $y (i32.add (local.get $y) (i32.const 8)))
      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1))))))
  ;; CHECK-LABEL: define internal {{.*}}void @wasm.stencil(
  ;; CHECK-NOT: vector.scevcheck
  ;; CHECK: vector.body
  ;; CHECK: fadd <2 x double>

  ;; c[j] += a[k] * b[k][j] for all k: $x walks over rows of 2,560 bytes.
  (func $product (type $loop) (param $c i32) (param $b i32) (param $factor f64) (param $n i32) (local $j i32) (local $k i32)
    (loop $rows
      (local.set $j (i32.const 0))
      (loop $columns
        (f64.store (i32.add (local.get $c) (local.get $j))
          (f64.add (f64.load (i32.add (local.get $c) (local.get $j)))
                   (f64.mul (local.get $factor) (f64.load (i32.add (local.get $b) (local.get $j))))))
        (br_if $columns (i32.ne (local.tee $j (i32.add (local.get $j) (i32.const 8))) (i32.const 2560))))
      (local.set $b (i32.add (local.get $b) (i32.const 2560)))
      (br_if $rows (local.tee $n (i32.sub (local.get $n) (i32.const 1))))))
  ;; CHECK-LABEL: define internal {{.*}}void @wasm.product(
  ;; CHECK-NOT: vector.scevcheck
  ;; CHECK: vector.body
  ;; CHECK: fmul <2 x double>

  ;; An access that happens in some rounds only says nothing about the others.
  (func $sometimes (type $loop) (param $y i32) (param $x i32) (param $a f64) (param $n i32)
    (loop $again
      (if (i32.and (local.get $n) (i32.const 4)) (then (f64.store (local.get $y) (local.get $a))))
      (local.set $y (i32.add (local.get $y) (i32.const 8)))
      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1))))))
  ;; CHECK-LABEL: define internal {{.*}}void @wasm.sometimes(
  ;; CHECK-NOT: phi i64
  ;; CHECK: ret void

  (func (export "_start")
    (call_indirect (type $loop) (i32.load (i32.const 0)) (i32.load (i32.const 4)) (f64.load (i32.const 8)) (i32.load (i32.const 16))
                   (i32.load (i32.const 20)))))
