;; Where a guest has accessed x, x + 8 does not wrap, and its access adds the 8 to the address: to LLVM the two are side by side,
;; and a place that is reached in both ways is one. So a vector comes of the two in $pair, and $counter's is in a register while its
;; loop runs. Not so where nothing has been accessed before, or not on all ways, or only further below than 64 KiB, or only above,
;; or where the memory starts with all of its 65,536 pages. Executables have their frames at constant addresses, and do without.
;; RUN: %wasmc %s --model=library --no-devirtualization -O2 --emit=llvm-ir -o - | FileCheck %s
;; RUN: %wasmc %s --model=library --target=aarch64-linux --no-devirtualization -O2 --emit=llvm-ir -o - | FileCheck %s
;; RUN: sed 's/(memory 1)/(memory 65536)/' %s > %t.full.wat
;; RUN: %wasmc %t.full.wat --model=library --no-devirtualization -O2 --emit=llvm-ir -o - | FileCheck %s --check-prefix=PLAIN
;; RUN: %wasmc %s --model=library --no-devirtualization -O2 --no-offset-folding --emit=llvm-ir -o - | FileCheck %s --check-prefix=PLAIN
(module
  (memory 1)
  (type $function (func (param i32)))
  (table funcref (elem $pair $counter $first $sometimes $far $below))

  (func $pair (type $function)
    (f64.store (local.get 0) (f64.add (f64.load (local.get 0)) (f64.const 1)))
    (f64.store (i32.add (local.get 0) (i32.const 8)) (f64.add (f64.load (i32.add (local.get 0) (i32.const 8))) (f64.const 2))))
  ;; CHECK-LABEL: @wasm.pair(
  ;; CHECK: fadd <2 x double>
  ;; CHECK: ret void
  ;; PLAIN-LABEL: @wasm.pair(
  ;; PLAIN-NOT: fadd <2 x double>
  ;; PLAIN: ret void

  (func $counter (type $function) (local $i i32) (local $counter i32)
    (local.set $counter (i32.add (local.get 0) (i32.const 8)))
    (i32.store offset=8 (local.get 0) (i32.const 0))
    (loop $again
      (i32.store (local.get $counter) (i32.xor (i32.mul (i32.load offset=8 (local.get 0)) (i32.const 5)) (local.get $i)))
      (br_if $again (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 10000)))))
  ;; CHECK-LABEL: @wasm.counter(
  ;; CHECK: phi i32
  ;; CHECK-NOT: load i32
  ;; CHECK: store i32
  ;; CHECK: ret void
  ;; PLAIN-LABEL: @wasm.counter(
  ;; PLAIN: phi i32
  ;; PLAIN: load i32
  ;; PLAIN: ret void

  (func $first (type $function)
    (i32.store (i32.add (local.get 0) (i32.const 8)) (i32.const 1))
    (i32.store (local.get 0) (i32.const 2)))
  ;; CHECK-LABEL: @wasm.first(
  ;; CHECK: add i32 %{{.*}}, 8
  ;; CHECK: ret void

  (func $sometimes (type $function)
    (if (i32.and (local.get 0) (i32.const 4)) (then (i32.store (local.get 0) (i32.const 1))))
    (i32.store (i32.add (local.get 0) (i32.const 8)) (i32.const 2)))
  ;; CHECK-LABEL: @wasm.sometimes(
  ;; CHECK: add i32 %{{.*}}, 8
  ;; CHECK: ret void

  (func $far (type $function)
    (i32.store offset=4 (local.get 0) (i32.const 1))
    (i32.store (i32.add (local.get 0) (i32.const 65540)) (i32.const 2))
    (i32.store (i32.add (local.get 0) (i32.const 65541)) (i32.const 3)))
  ;; CHECK-LABEL: @wasm.far(
  ;; CHECK-NOT: add i32 %{{.*}}, 65540
  ;; CHECK: add i32 %{{.*}}, 65541
  ;; CHECK: ret void

  (func $below (type $function)
    (i32.store (local.get 0) (i32.const 1))
    (i32.store (i32.add (local.get 0) (i32.const -8)) (i32.const 2)))
  ;; CHECK-LABEL: @wasm.below(
  ;; CHECK: add i32 %{{.*}}, -8
  ;; CHECK: ret void

  (func (export "_start")
    (call_indirect (type $function) (i32.load (i32.const 4)) (i32.load (i32.const 0)))))
