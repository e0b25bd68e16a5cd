;; Wide arithmetic is the CPU's own: addition and subtraction with carry, one multiplication to the full width (two on AArch64, one
;; for each half); nothing is called.
;; RUN: %wasmc %s -O0 --emit=llvm-ir -o - | FileCheck --check-prefix=IR %s
;; RUN: %wasmc %s --target=x86_64-linux -S -o - | FileCheck --check-prefix=X86 %s
;; RUN: %wasmc %s --target=aarch64-linux -S -o - | FileCheck --check-prefix=ARM %s
(module
  (func (export "add128") (param i64 i64 i64 i64) (result i64 i64)
    (i64.add128 (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  ;; IR-LABEL: @wasm.add128(
  ;; IR: [[HIGH:%.*]] = zext i64 %1 to i128
  ;; IR-NEXT: [[SHIFTED:%.*]] = shl i128 [[HIGH]], 64
  ;; IR-NEXT: [[LOW:%.*]] = zext i64 %0 to i128
  ;; IR-NEXT: [[A:%.*]] = or i128 [[SHIFTED]], [[LOW]]
  ;; IR: [[SUM:%.*]] = add i128 [[A]],
  ;; IR-NEXT: trunc i128 [[SUM]] to i64
  ;; IR-NEXT: [[UPPER:%.*]] = lshr i128 [[SUM]], 64
  ;; IR-NEXT: trunc i128 [[UPPER]] to i64
  ;; X86-LABEL: wasm.add128:
  ;; X86: addq
  ;; X86-NEXT: adcq
  ;; X86: retq
  ;; ARM-LABEL: wasm.add128:
  ;; ARM: adds x0, x0, x2
  ;; ARM-NEXT: adc x1, {{x1, x3|x3, x1}}
  ;; ARM-NEXT: ret
  (func (export "sub128") (param i64 i64 i64 i64) (result i64 i64)
    (i64.sub128 (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  ;; IR-LABEL: @wasm.sub128(
  ;; IR: sub i128
  ;; X86-LABEL: wasm.sub128:
  ;; X86: subq
  ;; X86-NEXT: sbbq
  ;; X86: retq
  ;; ARM-LABEL: wasm.sub128:
  ;; ARM: subs x0, x0, x2
  ;; ARM-NEXT: sbc x1, x1, x3
  ;; ARM-NEXT: ret
  (func (export "mul_wide_s") (param i64 i64) (result i64 i64)
    (i64.mul_wide_s (local.get 0) (local.get 1)))
  ;; IR-LABEL: @wasm.mul_wide_s(
  ;; IR: [[A:%.*]] = sext i64 %0 to i128
  ;; IR-NEXT: [[B:%.*]] = sext i64 %1 to i128
  ;; IR-NEXT: mul i128 [[A]], [[B]]
  ;; X86-LABEL: wasm.mul_wide_s:
  ;; X86-NOT: mul
  ;; X86: imulq %r
  ;; X86-NOT: {{mul|call}}
  ;; X86: retq
  ;; ARM-LABEL: wasm.mul_wide_s:
  ;; ARM-DAG: mul x{{[0-9]+, x[01], x[01]}}
  ;; ARM-DAG: smulh x{{[0-9]+, x[01], x[01]}}
  ;; ARM-NOT: {{mul|bl }}
  ;; ARM: ret
  (func (export "mul_wide_u") (param i64 i64) (result i64 i64)
    (i64.mul_wide_u (local.get 0) (local.get 1)))
  ;; IR-LABEL: @wasm.mul_wide_u(
  ;; IR: [[A:%.*]] = zext i64 %0 to i128
  ;; IR-NEXT: [[B:%.*]] = zext i64 %1 to i128
  ;; IR-NEXT: mul i128 [[A]], [[B]]
  ;; X86-LABEL: wasm.mul_wide_u:
  ;; X86-NOT: mul
  ;; X86: mulq %r
  ;; X86-NOT: {{mul|call}}
  ;; X86: retq
  ;; ARM-LABEL: wasm.mul_wide_u:
  ;; ARM-DAG: mul x{{[0-9]+, x[01], x[01]}}
  ;; ARM-DAG: umulh x{{[0-9]+, x[01], x[01]}}
  ;; ARM-NOT: {{mul|bl }}
  ;; ARM: ret
  ;; In a table, so that they stay.
  (table (export "functions") 4 funcref)
  (elem (i32.const 0) 0 1 2 3)
  (func (export "_start")
    (drop (table.grow (ref.func 0) (i32.const 1)))))
