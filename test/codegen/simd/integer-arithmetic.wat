;; Integer arithmetic: one instruction where the CPU has one. Neither has all: x86-64 counts bits by table and takes 64-bit minima
;; and products apart, AArch64 multiplies 64-bit lanes in general registers.
;; RUN: %wasmc --no-type-columns %s -O2 --target=x86_64-linux -S -o - | FileCheck %s --check-prefix=X86
;; RUN: %wasmc --no-type-columns %s -O2 --target=aarch64-linux -S -o - | FileCheck %s --check-prefix=ARM
;; RUN: %wasmc --no-type-columns %s -O0 --target=x86_64-linux --emit=llvm-ir -o - | FileCheck %s --check-prefix=IR
(module
  (memory 1)

  (func $i8x16_abs (param v128) (result v128)
    (i8x16.abs (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.i8x16_abs:
  ;; X86: pabsb
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i8x16_abs:
  ;; ARM: abs {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $i8x16_neg (param v128) (result v128)
    (i8x16.neg (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.i8x16_neg:
  ;; X86: pxor
  ;; X86-NEXT: psubb
  ;; X86-NEXT: movdqa
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i8x16_neg:
  ;; ARM: neg {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $i8x16_popcnt (param v128) (result v128)
    (i8x16.popcnt (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.i8x16_popcnt:
  ;; X86: movdqa
  ;; X86-NEXT: movdqa
  ;; X86-NEXT: pand
  ;; X86-NEXT: movdqa
  ;; X86-NEXT: movdqa
  ;; X86-NEXT: pshufb
  ;; X86-NEXT: psrlw $4
  ;; X86-NEXT: pand
  ;; X86-NEXT: pshufb
  ;; X86-NEXT: paddb
  ;; X86-NEXT: movdqa
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i8x16_popcnt:
  ;; ARM: cnt {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $i8x16_add (param v128 v128) (result v128)
    (i8x16.add (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i8x16_add:
  ;; X86: paddb
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i8x16_add:
  ;; ARM: add {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $i8x16_add_sat_s (param v128 v128) (result v128)
    (i8x16.add_sat_s (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i8x16_add_sat_s:
  ;; X86: paddsb
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i8x16_add_sat_s:
  ;; ARM: sqadd {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $i8x16_add_sat_u (param v128 v128) (result v128)
    (i8x16.add_sat_u (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i8x16_add_sat_u:
  ;; X86: paddusb
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i8x16_add_sat_u:
  ;; ARM: uqadd {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $i8x16_sub (param v128 v128) (result v128)
    (i8x16.sub (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i8x16_sub:
  ;; X86: psubb
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i8x16_sub:
  ;; ARM: sub {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $i8x16_sub_sat_s (param v128 v128) (result v128)
    (i8x16.sub_sat_s (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i8x16_sub_sat_s:
  ;; X86: psubsb
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i8x16_sub_sat_s:
  ;; ARM: sqsub {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $i8x16_sub_sat_u (param v128 v128) (result v128)
    (i8x16.sub_sat_u (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i8x16_sub_sat_u:
  ;; X86: psubusb
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i8x16_sub_sat_u:
  ;; ARM: uqsub {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $i8x16_min_s (param v128 v128) (result v128)
    (i8x16.min_s (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i8x16_min_s:
  ;; X86: pminsb
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i8x16_min_s:
  ;; ARM: smin {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $i8x16_min_u (param v128 v128) (result v128)
    (i8x16.min_u (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i8x16_min_u:
  ;; X86: pminub
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i8x16_min_u:
  ;; ARM: umin {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $i8x16_max_s (param v128 v128) (result v128)
    (i8x16.max_s (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i8x16_max_s:
  ;; X86: pmaxsb
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i8x16_max_s:
  ;; ARM: smax {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $i8x16_max_u (param v128 v128) (result v128)
    (i8x16.max_u (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i8x16_max_u:
  ;; X86: pmaxub
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i8x16_max_u:
  ;; ARM: umax {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $i8x16_avgr_u (param v128 v128) (result v128)
    (i8x16.avgr_u (local.get 0) (local.get 1)))
  ;; IR-LABEL: @wasm.i8x16_avgr_u(
  ;; IR: {{%.*}} = zext <16 x i8> %0 to <16 x i16>
  ;; IR-NEXT: {{%.*}} = zext <16 x i8> %1 to <16 x i16>
  ;; IR-NEXT: {{%.*}} = add <16 x i16> {{%.*}}, {{%.*}}
  ;; IR-NEXT: {{%.*}} = add <16 x i16> {{%.*}}, splat (i16 1)
  ;; IR-NEXT: {{%.*}} = lshr <16 x i16> {{%.*}}, splat (i16 1)
  ;; IR-NEXT: {{%.*}} = trunc <16 x i16> {{%.*}} to <16 x i8>
  ;; X86-LABEL: {{^}}wasm.i8x16_avgr_u:
  ;; X86: pavgb
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i8x16_avgr_u:
  ;; ARM: urhadd {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $i16x8_abs (param v128) (result v128)
    (i16x8.abs (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.i16x8_abs:
  ;; X86: pabsw
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_abs:
  ;; ARM: abs {{.*}}.8h
  ;; ARM-NEXT: ret

  (func $i16x8_neg (param v128) (result v128)
    (i16x8.neg (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.i16x8_neg:
  ;; X86: pxor
  ;; X86-NEXT: psubw
  ;; X86-NEXT: movdqa
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_neg:
  ;; ARM: neg {{.*}}.8h
  ;; ARM-NEXT: ret

  (func $i16x8_q15mulr_sat_s (param v128 v128) (result v128)
    (i16x8.q15mulr_sat_s (local.get 0) (local.get 1)))
  ;; IR-LABEL: @wasm.i16x8_q15mulr_sat_s(
  ;; IR: {{%.*}} = bitcast <16 x i8> %0 to <8 x i16>
  ;; IR-NEXT: {{%.*}} = bitcast <16 x i8> %1 to <8 x i16>
  ;; IR-NEXT: {{%.*}} = call <8 x i16> @llvm.x86.ssse3.pmul.hr.sw.128(<8 x i16> {{%.*}}, <8 x i16> {{%.*}})
  ;; IR-NEXT: {{%.*}} = icmp eq <8 x i16> {{%.*}}, splat (i16 -32768)
  ;; IR-NEXT: {{%.*}} = sext <8 x i1> {{%.*}} to <8 x i16>
  ;; IR-NEXT: {{%.*}} = xor <8 x i16> {{%.*}}, {{%.*}}
  ;; IR-NEXT: {{%.*}} = bitcast <8 x i16> {{%.*}} to <16 x i8>
  ;; X86-LABEL: {{^}}wasm.i16x8_q15mulr_sat_s:
  ;; X86: pmulhrsw
  ;; X86-NEXT: movdqa
  ;; X86-NEXT: pcmpeqw
  ;; X86-NEXT: pxor
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_q15mulr_sat_s:
  ;; ARM: sqrdmulh {{.*}}.8h
  ;; ARM-NEXT: ret

  (func $i16x8_add (param v128 v128) (result v128)
    (i16x8.add (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i16x8_add:
  ;; X86: paddw
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_add:
  ;; ARM: add {{.*}}.8h
  ;; ARM-NEXT: ret

  (func $i16x8_add_sat_s (param v128 v128) (result v128)
    (i16x8.add_sat_s (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i16x8_add_sat_s:
  ;; X86: paddsw
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_add_sat_s:
  ;; ARM: sqadd {{.*}}.8h
  ;; ARM-NEXT: ret

  (func $i16x8_add_sat_u (param v128 v128) (result v128)
    (i16x8.add_sat_u (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i16x8_add_sat_u:
  ;; X86: paddusw
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_add_sat_u:
  ;; ARM: uqadd {{.*}}.8h
  ;; ARM-NEXT: ret

  (func $i16x8_sub (param v128 v128) (result v128)
    (i16x8.sub (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i16x8_sub:
  ;; X86: psubw
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_sub:
  ;; ARM: sub {{.*}}.8h
  ;; ARM-NEXT: ret

  (func $i16x8_sub_sat_s (param v128 v128) (result v128)
    (i16x8.sub_sat_s (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i16x8_sub_sat_s:
  ;; X86: psubsw
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_sub_sat_s:
  ;; ARM: sqsub {{.*}}.8h
  ;; ARM-NEXT: ret

  (func $i16x8_sub_sat_u (param v128 v128) (result v128)
    (i16x8.sub_sat_u (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i16x8_sub_sat_u:
  ;; X86: psubusw
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_sub_sat_u:
  ;; ARM: uqsub {{.*}}.8h
  ;; ARM-NEXT: ret

  (func $i16x8_mul (param v128 v128) (result v128)
    (i16x8.mul (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i16x8_mul:
  ;; X86: pmullw
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_mul:
  ;; ARM: mul {{.*}}.8h
  ;; ARM-NEXT: ret

  (func $i16x8_min_s (param v128 v128) (result v128)
    (i16x8.min_s (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i16x8_min_s:
  ;; X86: pminsw
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_min_s:
  ;; ARM: smin {{.*}}.8h
  ;; ARM-NEXT: ret

  (func $i16x8_min_u (param v128 v128) (result v128)
    (i16x8.min_u (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i16x8_min_u:
  ;; X86: pminuw
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_min_u:
  ;; ARM: umin {{.*}}.8h
  ;; ARM-NEXT: ret

  (func $i16x8_max_s (param v128 v128) (result v128)
    (i16x8.max_s (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i16x8_max_s:
  ;; X86: pmaxsw
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_max_s:
  ;; ARM: smax {{.*}}.8h
  ;; ARM-NEXT: ret

  (func $i16x8_max_u (param v128 v128) (result v128)
    (i16x8.max_u (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i16x8_max_u:
  ;; X86: pmaxuw
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_max_u:
  ;; ARM: umax {{.*}}.8h
  ;; ARM-NEXT: ret

  (func $i16x8_avgr_u (param v128 v128) (result v128)
    (i16x8.avgr_u (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i16x8_avgr_u:
  ;; X86: pavgw
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_avgr_u:
  ;; ARM: urhadd {{.*}}.8h
  ;; ARM-NEXT: ret

  (func $i32x4_abs (param v128) (result v128)
    (i32x4.abs (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.i32x4_abs:
  ;; X86: pabsd
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i32x4_abs:
  ;; ARM: abs {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $i32x4_neg (param v128) (result v128)
    (i32x4.neg (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.i32x4_neg:
  ;; X86: pxor
  ;; X86-NEXT: psubd
  ;; X86-NEXT: movdqa
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i32x4_neg:
  ;; ARM: neg {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $i32x4_add (param v128 v128) (result v128)
    (i32x4.add (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i32x4_add:
  ;; X86: paddd
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i32x4_add:
  ;; ARM: add {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $i32x4_sub (param v128 v128) (result v128)
    (i32x4.sub (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i32x4_sub:
  ;; X86: psubd
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i32x4_sub:
  ;; ARM: sub {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $i32x4_mul (param v128 v128) (result v128)
    (i32x4.mul (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i32x4_mul:
  ;; X86: pmulld
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i32x4_mul:
  ;; ARM: mul {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $i32x4_min_s (param v128 v128) (result v128)
    (i32x4.min_s (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i32x4_min_s:
  ;; X86: pminsd
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i32x4_min_s:
  ;; ARM: smin {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $i32x4_min_u (param v128 v128) (result v128)
    (i32x4.min_u (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i32x4_min_u:
  ;; X86: pminud
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i32x4_min_u:
  ;; ARM: umin {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $i32x4_max_s (param v128 v128) (result v128)
    (i32x4.max_s (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i32x4_max_s:
  ;; X86: pmaxsd
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i32x4_max_s:
  ;; ARM: smax {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $i32x4_max_u (param v128 v128) (result v128)
    (i32x4.max_u (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i32x4_max_u:
  ;; X86: pmaxud
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i32x4_max_u:
  ;; ARM: umax {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $i64x2_abs (param v128) (result v128)
    (i64x2.abs (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.i64x2_abs:
  ;; X86: pxor
  ;; X86-NEXT: psubq
  ;; X86-NEXT: blendvpd
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i64x2_abs:
  ;; ARM: abs {{.*}}.2d
  ;; ARM-NEXT: ret

  (func $i64x2_neg (param v128) (result v128)
    (i64x2.neg (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.i64x2_neg:
  ;; X86: pxor
  ;; X86-NEXT: psubq
  ;; X86-NEXT: movdqa
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i64x2_neg:
  ;; ARM: neg {{.*}}.2d
  ;; ARM-NEXT: ret

  (func $i64x2_add (param v128 v128) (result v128)
    (i64x2.add (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i64x2_add:
  ;; X86: paddq
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i64x2_add:
  ;; ARM: add {{.*}}.2d
  ;; ARM-NEXT: ret

  (func $i64x2_sub (param v128 v128) (result v128)
    (i64x2.sub (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i64x2_sub:
  ;; X86: psubq
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i64x2_sub:
  ;; ARM: sub {{.*}}.2d
  ;; ARM-NEXT: ret

  (func $i64x2_mul (param v128 v128) (result v128)
    (i64x2.mul (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i64x2_mul:
  ;; X86: movdqa
  ;; X86-NEXT: psrlq $32
  ;; X86-NEXT: pmuludq
  ;; X86-NEXT: movdqa
  ;; X86-NEXT: psrlq $32
  ;; X86-NEXT: pmuludq
  ;; X86-NEXT: paddq
  ;; X86-NEXT: psllq $32
  ;; X86-NEXT: pmuludq
  ;; X86-NEXT: paddq
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i64x2_mul:
  ;; ARM: fmov
  ;; ARM-NEXT: fmov
  ;; ARM-NEXT: mov
  ;; ARM-NEXT: mov
  ;; ARM-NEXT: mul
  ;; ARM-NEXT: mul
  ;; ARM-NEXT: fmov
  ;; ARM-NEXT: mov {{.*}}.d
  ;; ARM-NEXT: ret

  (table funcref (elem $i8x16_abs $i8x16_neg $i8x16_popcnt $i8x16_add $i8x16_add_sat_s $i8x16_add_sat_u $i8x16_sub $i8x16_sub_sat_s
    $i8x16_sub_sat_u $i8x16_min_s $i8x16_min_u $i8x16_max_s $i8x16_max_u $i8x16_avgr_u $i16x8_abs $i16x8_neg
    $i16x8_q15mulr_sat_s $i16x8_add $i16x8_add_sat_s $i16x8_add_sat_u $i16x8_sub $i16x8_sub_sat_s $i16x8_sub_sat_u
    $i16x8_mul $i16x8_min_s $i16x8_min_u $i16x8_max_s $i16x8_max_u $i16x8_avgr_u $i32x4_abs $i32x4_neg $i32x4_add
    $i32x4_sub $i32x4_mul $i32x4_min_s $i32x4_min_u $i32x4_max_s $i32x4_max_u $i64x2_abs $i64x2_neg $i64x2_add
    $i64x2_sub $i64x2_mul))
  (func (export "_start")
    (v128.store (i32.const 32)
      (call_indirect (param v128) (result v128) (v128.load (i32.const 16)) (i32.load (i32.const 0))))))
