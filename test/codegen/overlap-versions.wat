;; Stores side by side with loads between them have a version in which the loads come first, for where a comparison of the addresses says
;; that they have nothing in common: there one vector is stored. Not so with --no-overlap-versions, nor where a load reads what was stored.
;; RUN: wat2wasm --debug-names %s -o %t.wasm
;; RUN: %wasmc %t.wasm --model=library -O2 --emit=llvm-ir -o - | FileCheck %s
;; RUN: %wasmc %t.wasm --model=library -O2 --target=aarch64-linux --emit=llvm-ir -o - | FileCheck %s
;; RUN: %wasmc %t.wasm --model=library -O2 --no-overlap-versions --emit=llvm-ir -o - | FileCheck %s --check-prefix=PLAIN
;; PLAIN-LABEL: define internal {{.*}}void @wasm.pixels(
;; PLAIN-NOT: store <4 x i32>
;; PLAIN: ret void
(module
  (memory 1)
  ;; CHECK-LABEL: define internal {{.*}}void @wasm.pixels(
  ;; CHECK: icmp ult i64 {{.*}}, -23
  ;; CHECK: store i32
  ;; CHECK: load <4 x i32>
  ;; CHECK: mul <4 x i32>
  ;; CHECK: store <4 x i32>
  ;; CHECK: ret void
  (func $pixels (export "pixels") (param $p i32) (param $q i32) (param $n i32)
    (loop $again
      (i32.store (local.get $p) (i32.mul (i32.load (local.get $q)) (i32.const 7)))
      (i32.store offset=4 (local.get $p) (i32.mul (i32.load offset=4 (local.get $q)) (i32.const 7)))
      (i32.store offset=8 (local.get $p) (i32.mul (i32.load offset=8 (local.get $q)) (i32.const 7)))
      (i32.store offset=12 (local.get $p) (i32.mul (i32.load offset=12 (local.get $q)) (i32.const 7)))
      (local.set $p (i32.xor (local.get $p) (i32.const 64)))
      (local.set $q (i32.xor (local.get $q) (i32.const 64)))
      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1))))))
  ;; CHECK-LABEL: define internal {{.*}}void @wasm.carried(
  ;; CHECK-NOT: store <4 x i32>
  ;; CHECK: ret void
  (func $carried (export "carried") (param $p i32) (param $q i32) (param $n i32)
    (loop $again
      (i32.store (local.get $p) (i32.mul (i32.load offset=12 (local.get $p)) (i32.load (local.get $q))))
      (i32.store offset=4 (local.get $p) (i32.mul (i32.load (local.get $p)) (i32.load offset=4 (local.get $q))))
      (i32.store offset=8 (local.get $p) (i32.mul (i32.load offset=4 (local.get $p)) (i32.load offset=8 (local.get $q))))
      (i32.store offset=12 (local.get $p) (i32.mul (i32.load offset=8 (local.get $p)) (i32.load offset=12 (local.get $q))))
      (local.set $p (i32.xor (local.get $p) (i32.const 64)))
      (local.set $q (i32.xor (local.get $q) (i32.const 64)))
      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))))
