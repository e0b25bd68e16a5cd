;; Conversions that saturate need no saturation where the operand has been clamped: on x86-64, a loop of them becomes one of vector
;; conversions. AArch64 has instructions that saturate.
;; RUN: wat2wasm --debug-names %s -o %t.wasm
;; RUN: %wasmc %t.wasm --no-devirtualization -O2 --emit=llvm-ir -o - | FileCheck %s
;; RUN: %wasmc %t.wasm --no-devirtualization -O2 --target=aarch64-linux --emit=llvm-ir -o - | FileCheck %s --check-prefix=SATURATING
;; RUN: %wasmc %t.wasm --no-devirtualization -O2 --no-bounded-conversions --emit=llvm-ir -o - | FileCheck %s --check-prefix=SATURATING
;; Called directly, and so inlined:
;; RUN: %wasmc %t.wasm -O2 --emit=llvm-ir -o - | FileCheck %s --check-prefix=INLINED --implicit-check-not=llvm.fptoui.sat.i32.f32
;; INLINED-LABEL: define internal {{.*}}void @wasm._start(
;; INLINED: fptosi float {{.*}} to i32
(module
  (memory 1)
  ;; Bytes of floats, in place.
  (func $bytes (param $p i32) (param $n i32) (local $x f32)
    (loop $again
      (local.set $x (f32.load (local.get $p)))
      (i32.store (local.get $p)
        (i32.trunc_sat_f32_u (select (f32.const 255) (local.get $x) (f32.ge (local.get $x) (f32.const 255)))))
      (local.set $p (i32.add (local.get $p) (i32.const 4)))
      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1))))))
  ;; CHECK-LABEL: define internal {{.*}}void @wasm.bytes(
  ;; CHECK: fptosi <{{[0-9]+}} x float> {{.*}} to <{{[0-9]+}} x i32>
  ;; CHECK: ret void
  ;; SATURATING-LABEL: define internal {{.*}}void @wasm.bytes(
  ;; SATURATING: call <{{[0-9]+}} x i32> @llvm.fptoui.sat.
  ;; SATURATING: ret void

  ;; A bound that the signed type of 32 bits has not.
  (func $wide (param $x f64) (result i32)
    (i32.trunc_sat_f64_u (select (f64.const 4e9) (local.get $x) (f64.ge (local.get $x) (f64.const 4e9)))))
  ;; CHECK-LABEL: define internal {{.*}} @wasm.wide(
  ;; CHECK: call i32 @llvm.fptoui.sat.i32.f64(
  (table funcref (elem $bytes $wide))
  (func (export "_start")
    (call_indirect (param i32 i32) (i32.const 8) (i32.const 9) (i32.load (i32.const 0)))
    (drop (call_indirect (param f64) (result i32) (f64.const 8) (i32.load (i32.const 4))))))
