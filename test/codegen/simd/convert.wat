;; Conversions. AArch64's saturate by themselves; on x86-64 what does not fit is sorted out around cvttps2dq, without branches.
;; RUN: %wasmc %s -O2 --target=x86_64-linux -S -o - | FileCheck %s --check-prefix=X86
;; RUN: %wasmc %s -O2 --target=aarch64-linux -S -o - | FileCheck %s --check-prefix=ARM
;; RUN: %wasmc %s -O0 --target=x86_64-linux --emit=llvm-ir -o - | FileCheck %s --check-prefix=IR
(module
  (memory 1)

  (func $i32x4_trunc_sat_f32x4_s (param v128) (result v128)
    (i32x4.trunc_sat_f32x4_s (local.get 0)))
  ;; IR-LABEL: @wasm.i32x4_trunc_sat_f32x4_s(
  ;; IR: {{%.*}} = bitcast <16 x i8> %0 to <4 x float>
  ;; IR-NEXT: {{%.*}} = fcmp ord <4 x float> {{%.*}}, {{%.*}}
  ;; IR-NEXT: {{%.*}} = bitcast <4 x float> {{%.*}} to <4 x i32>
  ;; IR-NEXT: {{%.*}} = sext <4 x i1> {{%.*}} to <4 x i32>
  ;; IR-NEXT: {{%.*}} = and <4 x i32> {{%.*}}, {{%.*}}
  ;; IR-NEXT: {{%.*}} = bitcast <4 x i32> {{%.*}} to <4 x float>
  ;; IR-NEXT: {{%.*}} = fcmp oge <4 x float> {{%.*}}, splat (float 0x41E0000000000000)
  ;; IR-NEXT: {{%.*}} = call <4 x i32> @llvm.x86.sse2.cvttps2dq(<4 x float> {{%.*}})
  ;; IR-NEXT: {{%.*}} = sext <4 x i1> {{%.*}} to <4 x i32>
  ;; IR-NEXT: {{%.*}} = xor <4 x i32> {{%.*}}, {{%.*}}
  ;; IR-NEXT: {{%.*}} = bitcast <4 x i32> {{%.*}} to <16 x i8>
  ;; X86-LABEL: {{^}}wasm.i32x4_trunc_sat_f32x4_s:
  ;; X86: xorps
  ;; X86-NEXT: cmpordps
  ;; X86-NEXT: andps
  ;; X86-NEXT: movaps
  ;; X86-NEXT: cvttps2dq
  ;; X86-NEXT: cmpleps
  ;; X86-NEXT: xorps
  ;; X86-NEXT: movaps
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i32x4_trunc_sat_f32x4_s:
  ;; ARM: fcvtzs {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $i32x4_trunc_sat_f32x4_u (param v128) (result v128)
    (i32x4.trunc_sat_f32x4_u (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.i32x4_trunc_sat_f32x4_u:
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
  ;; ARM-LABEL: {{^}}wasm.i32x4_trunc_sat_f32x4_u:
  ;; ARM: fcvtzu {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $f32x4_convert_i32x4_s (param v128) (result v128)
    (f32x4.convert_i32x4_s (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.f32x4_convert_i32x4_s:
  ;; X86: cvtdq2ps
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f32x4_convert_i32x4_s:
  ;; ARM: scvtf {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $f32x4_convert_i32x4_u (param v128) (result v128)
    (f32x4.convert_i32x4_u (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.f32x4_convert_i32x4_u:
  ;; X86: movdqa
  ;; X86-NEXT: pblendw $85
  ;; X86-NEXT: psrld $16
  ;; X86-NEXT: pblendw $170
  ;; X86-NEXT: subps
  ;; X86-NEXT: addps
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f32x4_convert_i32x4_u:
  ;; ARM: ucvtf {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $i32x4_trunc_sat_f64x2_s_zero (param v128) (result v128)
    (i32x4.trunc_sat_f64x2_s_zero (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.i32x4_trunc_sat_f64x2_s_zero:
  ;; X86: xorpd
  ;; X86-NEXT: cmpordpd
  ;; X86-NEXT: andpd
  ;; X86-NEXT: minpd
  ;; X86-NEXT: cvttpd2dq
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i32x4_trunc_sat_f64x2_s_zero:
  ;; ARM: fcvtzs {{.*}}.2d
  ;; ARM-NEXT: sqxtn {{.*}}.2s
  ;; ARM-NEXT: ret

  (func $i32x4_trunc_sat_f64x2_u_zero (param v128) (result v128)
    (i32x4.trunc_sat_f64x2_u_zero (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.i32x4_trunc_sat_f64x2_u_zero:
  ;; X86: xorpd
  ;; X86-NEXT: maxpd
  ;; X86-NEXT: minpd
  ;; X86-NEXT: roundpd $11
  ;; X86-NEXT: addpd
  ;; X86-NEXT: insertps $156
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i32x4_trunc_sat_f64x2_u_zero:
  ;; ARM: fcvtzu {{.*}}.2d
  ;; ARM-NEXT: uqxtn {{.*}}.2s
  ;; ARM-NEXT: ret

  (func $f64x2_convert_low_i32x4_s (param v128) (result v128)
    (f64x2.convert_low_i32x4_s (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.f64x2_convert_low_i32x4_s:
  ;; X86: cvtdq2pd
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f64x2_convert_low_i32x4_s:
  ;; ARM: sshll {{.*}}.2d
  ;; ARM-NEXT: scvtf {{.*}}.2d
  ;; ARM-NEXT: ret

  (func $f64x2_convert_low_i32x4_u (param v128) (result v128)
    (f64x2.convert_low_i32x4_u (local.get 0)))
  ;; IR-LABEL: @wasm.f64x2_convert_low_i32x4_u(
  ;; IR: {{%.*}} = bitcast <16 x i8> %0 to <4 x i32>
  ;; IR-NEXT: {{%.*}} = shufflevector <4 x i32> {{%.*}}, <4 x i32> poison, <2 x i32> <i32 0, i32 1>
  ;; IR-NEXT: {{%.*}} = uitofp <2 x i32> {{%.*}} to <2 x double>
  ;; IR-NEXT: {{%.*}} = bitcast <2 x double> {{%.*}} to <16 x i8>
  ;; X86-LABEL: {{^}}wasm.f64x2_convert_low_i32x4_u:
  ;; X86: pmovzxdq
  ;; X86-NEXT: movdqa
  ;; X86-NEXT: por
  ;; X86-NEXT: subpd
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f64x2_convert_low_i32x4_u:
  ;; ARM: ushll {{.*}}.2d
  ;; ARM-NEXT: ucvtf {{.*}}.2d
  ;; ARM-NEXT: ret

  (func $f32x4_demote_f64x2_zero (param v128) (result v128)
    (f32x4.demote_f64x2_zero (local.get 0)))
  ;; IR-LABEL: @wasm.f32x4_demote_f64x2_zero(
  ;; IR: {{%.*}} = bitcast <16 x i8> %0 to <2 x double>
  ;; IR-NEXT: {{%.*}} = fptrunc <2 x double> {{%.*}} to <2 x float>
  ;; IR-NEXT: {{%.*}} = shufflevector <2 x float> {{%.*}}, <2 x float> zeroinitializer, <4 x i32> <i32 0, i32 1, i32 2, i32 3>
  ;; IR-NEXT: {{%.*}} = bitcast <4 x float> {{%.*}} to <16 x i8>
  ;; X86-LABEL: {{^}}wasm.f32x4_demote_f64x2_zero:
  ;; X86: cvtpd2ps
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f32x4_demote_f64x2_zero:
  ;; ARM: fcvtn {{.*}}.2s
  ;; ARM-NEXT: ret

  (func $f64x2_promote_low_f32x4 (param v128) (result v128)
    (f64x2.promote_low_f32x4 (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.f64x2_promote_low_f32x4:
  ;; X86: cvtps2pd
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f64x2_promote_low_f32x4:
  ;; ARM: fcvtl {{.*}}.2d
  ;; ARM-NEXT: ret

  (table funcref (elem $i32x4_trunc_sat_f32x4_s $i32x4_trunc_sat_f32x4_u $f32x4_convert_i32x4_s $f32x4_convert_i32x4_u
    $i32x4_trunc_sat_f64x2_s_zero $i32x4_trunc_sat_f64x2_u_zero $f64x2_convert_low_i32x4_s
    $f64x2_convert_low_i32x4_u $f32x4_demote_f64x2_zero $f64x2_promote_low_f32x4))
  (func (export "_start")
    (v128.store (i32.const 32)
      (call_indirect (param v128) (result v128) (v128.load (i32.const 16)) (i32.load (i32.const 0))))))
