;; Relaxed operators: what suits the CPU among the outcomes that the specification lists.
;; RUN: %wasmc --no-type-columns %s -O2 --target=x86_64-linux -S -o - | FileCheck %s --check-prefix=X86
;; RUN: %wasmc --no-type-columns %s -O2 --target=aarch64-linux -S -o - | FileCheck %s --check-prefix=ARM
;; RUN: %wasmc --no-type-columns %s -O0 --target=x86_64-linux --emit=llvm-ir -o - | FileCheck %s --check-prefix=IR
(module
  (memory 1)

  (func $i8x16_relaxed_swizzle (param v128 v128) (result v128)
    (i8x16.relaxed_swizzle (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i8x16_relaxed_swizzle:
  ;; X86: pshufb
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i8x16_relaxed_swizzle:
  ;; ARM: tbl {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $i32x4_relaxed_trunc_f32x4_s (param v128) (result v128)
    (i32x4.relaxed_trunc_f32x4_s (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.i32x4_relaxed_trunc_f32x4_s:
  ;; X86: cvttps2dq
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i32x4_relaxed_trunc_f32x4_s:
  ;; ARM: fcvtzs {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $i32x4_relaxed_trunc_f32x4_u (param v128) (result v128)
    (i32x4.relaxed_trunc_f32x4_u (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.i32x4_relaxed_trunc_f32x4_u:
  ;; X86: xorps
  ;; X86-NEXT: maxps
  ;; X86-NEXT: cvttps2dq
  ;; X86-NEXT: movaps
  ;; X86-NEXT: addps
  ;; X86-NEXT: cvttps2dq
  ;; X86-NEXT: movdqa
  ;; X86-NEXT: psrad $31
  ;; X86-NEXT: pand
  ;; X86-NEXT: por
  ;; X86-NEXT: movaps
  ;; X86-NEXT: cmpleps
  ;; X86-NEXT: orps
  ;; X86-NEXT: movaps
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i32x4_relaxed_trunc_f32x4_u:
  ;; ARM: fcvtzu {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $i32x4_relaxed_trunc_f64x2_s_zero (param v128) (result v128)
    (i32x4.relaxed_trunc_f64x2_s_zero (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.i32x4_relaxed_trunc_f64x2_s_zero:
  ;; X86: cvttpd2dq
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i32x4_relaxed_trunc_f64x2_s_zero:
  ;; ARM: fcvtzs {{.*}}.2d
  ;; ARM-NEXT: sqxtn {{.*}}.2s
  ;; ARM-NEXT: ret

  (func $i32x4_relaxed_trunc_f64x2_u_zero (param v128) (result v128)
    (i32x4.relaxed_trunc_f64x2_u_zero (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.i32x4_relaxed_trunc_f64x2_u_zero:
  ;; X86: xorpd
  ;; X86-NEXT: maxpd
  ;; X86-NEXT: minpd
  ;; X86-NEXT: roundpd $11
  ;; X86-NEXT: addpd
  ;; X86-NEXT: insertps $156
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i32x4_relaxed_trunc_f64x2_u_zero:
  ;; ARM: fcvtzu {{.*}}.2d
  ;; ARM-NEXT: uqxtn {{.*}}.2s
  ;; ARM-NEXT: ret

  (func $f32x4_relaxed_madd (param v128 v128 v128) (result v128)
    (f32x4.relaxed_madd (local.get 0) (local.get 1) (local.get 2)))
  ;; X86-LABEL: {{^}}wasm.f32x4_relaxed_madd:
  ;; X86: mulps
  ;; X86-NEXT: addps
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f32x4_relaxed_madd:
  ;; ARM: fmla {{.*}}.4s
  ;; ARM-NEXT: mov {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $f32x4_relaxed_nmadd (param v128 v128 v128) (result v128)
    (f32x4.relaxed_nmadd (local.get 0) (local.get 1) (local.get 2)))
  ;; X86-LABEL: {{^}}wasm.f32x4_relaxed_nmadd:
  ;; X86: mulps
  ;; X86-NEXT: subps
  ;; X86-NEXT: movaps
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f32x4_relaxed_nmadd:
  ;; ARM: fmls {{.*}}.4s
  ;; ARM-NEXT: mov {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $f64x2_relaxed_madd (param v128 v128 v128) (result v128)
    (f64x2.relaxed_madd (local.get 0) (local.get 1) (local.get 2)))
  ;; X86-LABEL: {{^}}wasm.f64x2_relaxed_madd:
  ;; X86: mulpd
  ;; X86-NEXT: addpd
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f64x2_relaxed_madd:
  ;; ARM: fmla {{.*}}.2d
  ;; ARM-NEXT: mov {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $f64x2_relaxed_nmadd (param v128 v128 v128) (result v128)
    (f64x2.relaxed_nmadd (local.get 0) (local.get 1) (local.get 2)))
  ;; X86-LABEL: {{^}}wasm.f64x2_relaxed_nmadd:
  ;; X86: mulpd
  ;; X86-NEXT: subpd
  ;; X86-NEXT: movapd
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f64x2_relaxed_nmadd:
  ;; ARM: fmls {{.*}}.2d
  ;; ARM-NEXT: mov {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $i8x16_relaxed_laneselect (param v128 v128 v128) (result v128)
    (i8x16.relaxed_laneselect (local.get 0) (local.get 1) (local.get 2)))
  ;; X86-LABEL: {{^}}wasm.i8x16_relaxed_laneselect:
  ;; X86: movdqa
  ;; X86-NEXT: movaps
  ;; X86-NEXT: pblendvb
  ;; X86-NEXT: movdqa
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i8x16_relaxed_laneselect:
  ;; ARM: bif {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $i16x8_relaxed_laneselect (param v128 v128 v128) (result v128)
    (i16x8.relaxed_laneselect (local.get 0) (local.get 1) (local.get 2)))
  ;; IR-LABEL: @wasm.i16x8_relaxed_laneselect(
  ;; IR: {{%.*}} = bitcast <16 x i8> %0 to <8 x i16>
  ;; IR-NEXT: {{%.*}} = bitcast <16 x i8> %1 to <8 x i16>
  ;; IR-NEXT: {{%.*}} = bitcast <16 x i8> %2 to <8 x i16>
  ;; IR-NEXT: {{%.*}} = icmp slt <8 x i16> {{%.*}}, zeroinitializer
  ;; IR-NEXT: {{%.*}} = select <8 x i1> {{%.*}}, <8 x i16> {{%.*}}, <8 x i16> {{%.*}}
  ;; IR-NEXT: {{%.*}} = bitcast <8 x i16> {{%.*}} to <16 x i8>
  ;; X86-LABEL: {{^}}wasm.i16x8_relaxed_laneselect:
  ;; X86: movdqa
  ;; X86-NEXT: pxor
  ;; X86-NEXT: pcmpgtw
  ;; X86-NEXT: pblendvb
  ;; X86-NEXT: movdqa
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_relaxed_laneselect:
  ;; ARM: bif {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $i32x4_relaxed_laneselect (param v128 v128 v128) (result v128)
    (i32x4.relaxed_laneselect (local.get 0) (local.get 1) (local.get 2)))
  ;; X86-LABEL: {{^}}wasm.i32x4_relaxed_laneselect:
  ;; X86: movaps
  ;; X86-NEXT: movaps
  ;; X86-NEXT: blendvps
  ;; X86-NEXT: movaps
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i32x4_relaxed_laneselect:
  ;; ARM: bif {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $i64x2_relaxed_laneselect (param v128 v128 v128) (result v128)
    (i64x2.relaxed_laneselect (local.get 0) (local.get 1) (local.get 2)))
  ;; X86-LABEL: {{^}}wasm.i64x2_relaxed_laneselect:
  ;; X86: movapd
  ;; X86-NEXT: movaps
  ;; X86-NEXT: blendvpd
  ;; X86-NEXT: movapd
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i64x2_relaxed_laneselect:
  ;; ARM: bif {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $f32x4_relaxed_min (param v128 v128) (result v128)
    (f32x4.relaxed_min (local.get 0) (local.get 1)))
  ;; IR-LABEL: @wasm.f32x4_relaxed_min(
  ;; IR: {{%.*}} = bitcast <16 x i8> %0 to <4 x float>
  ;; IR-NEXT: {{%.*}} = bitcast <16 x i8> %1 to <4 x float>
  ;; IR-NEXT: {{%.*}} = fcmp olt <4 x float> {{%.*}}, {{%.*}}
  ;; IR-NEXT: {{%.*}} = select <4 x i1> {{%.*}}, <4 x float> {{%.*}}, <4 x float> {{%.*}}
  ;; IR-NEXT: {{%.*}} = bitcast <4 x float> {{%.*}} to <16 x i8>
  ;; X86-LABEL: {{^}}wasm.f32x4_relaxed_min:
  ;; X86: minps
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f32x4_relaxed_min:
  ;; ARM: fmin {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $f32x4_relaxed_max (param v128 v128) (result v128)
    (f32x4.relaxed_max (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.f32x4_relaxed_max:
  ;; X86: maxps
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f32x4_relaxed_max:
  ;; ARM: fmax {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $f64x2_relaxed_min (param v128 v128) (result v128)
    (f64x2.relaxed_min (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.f64x2_relaxed_min:
  ;; X86: minpd
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f64x2_relaxed_min:
  ;; ARM: fmin {{.*}}.2d
  ;; ARM-NEXT: ret

  (func $f64x2_relaxed_max (param v128 v128) (result v128)
    (f64x2.relaxed_max (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.f64x2_relaxed_max:
  ;; X86: maxpd
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f64x2_relaxed_max:
  ;; ARM: fmax {{.*}}.2d
  ;; ARM-NEXT: ret

  (func $i16x8_relaxed_q15mulr_s (param v128 v128) (result v128)
    (i16x8.relaxed_q15mulr_s (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i16x8_relaxed_q15mulr_s:
  ;; X86: pmulhrsw
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_relaxed_q15mulr_s:
  ;; ARM: sqrdmulh {{.*}}.8h
  ;; ARM-NEXT: ret

  (func $i16x8_relaxed_dot_i8x16_i7x16_s (param v128 v128) (result v128)
    (i16x8.relaxed_dot_i8x16_i7x16_s (local.get 0) (local.get 1)))
  ;; IR-LABEL: @wasm.i16x8_relaxed_dot_i8x16_i7x16_s(
  ;; IR: {{%.*}} = call <8 x i16> @llvm.x86.ssse3.pmadd.ub.sw.128(<16 x i8> %1, <16 x i8> %0)
  ;; IR-NEXT: {{%.*}} = bitcast <8 x i16> {{%.*}} to <16 x i8>
  ;; X86-LABEL: {{^}}wasm.i16x8_relaxed_dot_i8x16_i7x16_s:
  ;; X86: pmaddubsw
  ;; X86-NEXT: movdqa
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_relaxed_dot_i8x16_i7x16_s:
  ;; ARM: smull {{.*}}.8h
  ;; ARM-NEXT: smull2 {{.*}}.8h
  ;; ARM-NEXT: uzp1 {{.*}}.8h
  ;; ARM-NEXT: uzp2 {{.*}}.8h
  ;; ARM-NEXT: sqadd {{.*}}.8h
  ;; ARM-NEXT: ret

  (func $i32x4_relaxed_dot_i8x16_i7x16_add_s (param v128 v128 v128) (result v128)
    (i32x4.relaxed_dot_i8x16_i7x16_add_s (local.get 0) (local.get 1) (local.get 2)))
  ;; X86-LABEL: {{^}}wasm.i32x4_relaxed_dot_i8x16_i7x16_add_s:
  ;; X86: pmaddubsw
  ;; X86-NEXT: pmaddwd
  ;; X86-NEXT: paddd
  ;; X86-NEXT: movdqa
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i32x4_relaxed_dot_i8x16_i7x16_add_s:
  ;; ARM: smull {{.*}}.8h
  ;; ARM-NEXT: smull2 {{.*}}.8h
  ;; ARM-NEXT: uzp1 {{.*}}.8h
  ;; ARM-NEXT: uzp2 {{.*}}.8h
  ;; ARM-NEXT: sqadd {{.*}}.8h
  ;; ARM-NEXT: mov {{.*}}.16b
  ;; ARM-NEXT: sadalp {{.*}}.4s
  ;; ARM-NEXT: ret

  (table funcref (elem $i8x16_relaxed_swizzle $i32x4_relaxed_trunc_f32x4_s $i32x4_relaxed_trunc_f32x4_u
    $i32x4_relaxed_trunc_f64x2_s_zero $i32x4_relaxed_trunc_f64x2_u_zero $f32x4_relaxed_madd $f32x4_relaxed_nmadd
    $f64x2_relaxed_madd $f64x2_relaxed_nmadd $i8x16_relaxed_laneselect $i16x8_relaxed_laneselect
    $i32x4_relaxed_laneselect $i64x2_relaxed_laneselect $f32x4_relaxed_min $f32x4_relaxed_max $f64x2_relaxed_min
    $f64x2_relaxed_max $i16x8_relaxed_q15mulr_s $i16x8_relaxed_dot_i8x16_i7x16_s
    $i32x4_relaxed_dot_i8x16_i7x16_add_s))
  (func (export "_start")
    (v128.store (i32.const 32)
      (call_indirect (param v128 v128) (result v128) (v128.load (i32.const 16)) (v128.load (i32.const 16)) (i32.load (i32.const 0))))))
