;; Lanes that become wider or narrower.
;; RUN: %wasmc --no-type-columns %s -O2 --target=x86_64-linux -S -o - | FileCheck %s --check-prefix=X86
;; RUN: %wasmc --no-type-columns %s -O2 --target=aarch64-linux -S -o - | FileCheck %s --check-prefix=ARM
;; RUN: %wasmc --no-type-columns %s -O0 --target=x86_64-linux --emit=llvm-ir -o - | FileCheck %s --check-prefix=IR
(module
  (memory 1)

  (func $i8x16_narrow_i16x8_s (param v128 v128) (result v128)
    (i8x16.narrow_i16x8_s (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i8x16_narrow_i16x8_s:
  ;; X86: packsswb
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i8x16_narrow_i16x8_s:
  ;; ARM: sqxtn {{.*}}.8b
  ;; ARM-NEXT: sqxtn2 {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $i8x16_narrow_i16x8_u (param v128 v128) (result v128)
    (i8x16.narrow_i16x8_u (local.get 0) (local.get 1)))
  ;; IR-LABEL: @wasm.i8x16_narrow_i16x8_u(
  ;; IR: {{%.*}} = bitcast <16 x i8> %0 to <8 x i16>
  ;; IR-NEXT: {{%.*}} = bitcast <16 x i8> %1 to <8 x i16>
  ;; IR-NEXT: {{%.*}} = call <16 x i8> @llvm.x86.sse2.packuswb.128(<8 x i16> {{%.*}}, <8 x i16> {{%.*}})
  ;; X86-LABEL: {{^}}wasm.i8x16_narrow_i16x8_u:
  ;; X86: packuswb
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i8x16_narrow_i16x8_u:
  ;; ARM: sqxtun {{.*}}.8b
  ;; ARM-NEXT: sqxtun2 {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $i16x8_extadd_pairwise_i8x16_s (param v128) (result v128)
    (i16x8.extadd_pairwise_i8x16_s (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.i16x8_extadd_pairwise_i8x16_s:
  ;; X86: movdqa
  ;; X86-NEXT: pmaddubsw
  ;; X86-NEXT: movdqa
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_extadd_pairwise_i8x16_s:
  ;; ARM: saddlp {{.*}}.8h
  ;; ARM-NEXT: ret

  (func $i16x8_extadd_pairwise_i8x16_u (param v128) (result v128)
    (i16x8.extadd_pairwise_i8x16_u (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.i16x8_extadd_pairwise_i8x16_u:
  ;; X86: pmaddubsw
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_extadd_pairwise_i8x16_u:
  ;; ARM: uaddlp {{.*}}.8h
  ;; ARM-NEXT: ret

  (func $i16x8_narrow_i32x4_s (param v128 v128) (result v128)
    (i16x8.narrow_i32x4_s (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i16x8_narrow_i32x4_s:
  ;; X86: packssdw
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_narrow_i32x4_s:
  ;; ARM: sqxtn {{.*}}.4h
  ;; ARM-NEXT: sqxtn2 {{.*}}.8h
  ;; ARM-NEXT: ret

  (func $i16x8_narrow_i32x4_u (param v128 v128) (result v128)
    (i16x8.narrow_i32x4_u (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i16x8_narrow_i32x4_u:
  ;; X86: packusdw
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_narrow_i32x4_u:
  ;; ARM: sqxtun {{.*}}.4h
  ;; ARM-NEXT: sqxtun2 {{.*}}.8h
  ;; ARM-NEXT: ret

  (func $i16x8_extend_low_i8x16_s (param v128) (result v128)
    (i16x8.extend_low_i8x16_s (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.i16x8_extend_low_i8x16_s:
  ;; X86: pmovsxbw
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_extend_low_i8x16_s:
  ;; ARM: sshll {{.*}}.8h
  ;; ARM-NEXT: ret

  (func $i16x8_extend_high_i8x16_s (param v128) (result v128)
    (i16x8.extend_high_i8x16_s (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.i16x8_extend_high_i8x16_s:
  ;; X86: pshufd $238
  ;; X86-NEXT: pmovsxbw
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_extend_high_i8x16_s:
  ;; ARM: sshll2 {{.*}}.8h
  ;; ARM-NEXT: ret

  (func $i16x8_extend_low_i8x16_u (param v128) (result v128)
    (i16x8.extend_low_i8x16_u (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.i16x8_extend_low_i8x16_u:
  ;; X86: pmovzxbw
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_extend_low_i8x16_u:
  ;; ARM: ushll {{.*}}.8h
  ;; ARM-NEXT: ret

  (func $i16x8_extend_high_i8x16_u (param v128) (result v128)
    (i16x8.extend_high_i8x16_u (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.i16x8_extend_high_i8x16_u:
  ;; X86: pxor
  ;; X86-NEXT: punpckhbw
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_extend_high_i8x16_u:
  ;; ARM: ushll2 {{.*}}.8h
  ;; ARM-NEXT: ret

  (func $i16x8_extmul_low_i8x16_s (param v128 v128) (result v128)
    (i16x8.extmul_low_i8x16_s (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i16x8_extmul_low_i8x16_s:
  ;; X86: pmovsxbw
  ;; X86-NEXT: pmovsxbw
  ;; X86-NEXT: pmullw
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_extmul_low_i8x16_s:
  ;; ARM: smull {{.*}}.8h
  ;; ARM-NEXT: ret

  (func $i16x8_extmul_high_i8x16_s (param v128 v128) (result v128)
    (i16x8.extmul_high_i8x16_s (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i16x8_extmul_high_i8x16_s:
  ;; X86: pshufd $238
  ;; X86-NEXT: pmovsxbw
  ;; X86-NEXT: pshufd $238
  ;; X86-NEXT: pmovsxbw
  ;; X86-NEXT: pmullw
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_extmul_high_i8x16_s:
  ;; ARM: smull2 {{.*}}.8h
  ;; ARM-NEXT: ret

  (func $i16x8_extmul_low_i8x16_u (param v128 v128) (result v128)
    (i16x8.extmul_low_i8x16_u (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i16x8_extmul_low_i8x16_u:
  ;; X86: pmovzxbw
  ;; X86-NEXT: pmovzxbw
  ;; X86-NEXT: pmullw
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_extmul_low_i8x16_u:
  ;; ARM: umull {{.*}}.8h
  ;; ARM-NEXT: ret

  (func $i16x8_extmul_high_i8x16_u (param v128 v128) (result v128)
    (i16x8.extmul_high_i8x16_u (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i16x8_extmul_high_i8x16_u:
  ;; X86: pxor
  ;; X86-NEXT: punpckhbw
  ;; X86-NEXT: punpckhbw
  ;; X86-NEXT: pmullw
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_extmul_high_i8x16_u:
  ;; ARM: umull2 {{.*}}.8h
  ;; ARM-NEXT: ret

  (func $i32x4_extadd_pairwise_i16x8_s (param v128) (result v128)
    (i32x4.extadd_pairwise_i16x8_s (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.i32x4_extadd_pairwise_i16x8_s:
  ;; X86: pmaddwd
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i32x4_extadd_pairwise_i16x8_s:
  ;; ARM: saddlp {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $i32x4_extadd_pairwise_i16x8_u (param v128) (result v128)
    (i32x4.extadd_pairwise_i16x8_u (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.i32x4_extadd_pairwise_i16x8_u:
  ;; X86: pxor
  ;; X86-NEXT: pblendw $85
  ;; X86-NEXT: psrld $16
  ;; X86-NEXT: paddd
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i32x4_extadd_pairwise_i16x8_u:
  ;; ARM: uaddlp {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $i32x4_extend_low_i16x8_s (param v128) (result v128)
    (i32x4.extend_low_i16x8_s (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.i32x4_extend_low_i16x8_s:
  ;; X86: pmovsxwd
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i32x4_extend_low_i16x8_s:
  ;; ARM: sshll {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $i32x4_extend_high_i16x8_s (param v128) (result v128)
    (i32x4.extend_high_i16x8_s (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.i32x4_extend_high_i16x8_s:
  ;; X86: pshufd $238
  ;; X86-NEXT: pmovsxwd
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i32x4_extend_high_i16x8_s:
  ;; ARM: sshll2 {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $i32x4_extend_low_i16x8_u (param v128) (result v128)
    (i32x4.extend_low_i16x8_u (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.i32x4_extend_low_i16x8_u:
  ;; X86: pmovzxwd
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i32x4_extend_low_i16x8_u:
  ;; ARM: ushll {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $i32x4_extend_high_i16x8_u (param v128) (result v128)
    (i32x4.extend_high_i16x8_u (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.i32x4_extend_high_i16x8_u:
  ;; X86: pxor
  ;; X86-NEXT: punpckhwd
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i32x4_extend_high_i16x8_u:
  ;; ARM: ushll2 {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $i32x4_dot_i16x8_s (param v128 v128) (result v128)
    (i32x4.dot_i16x8_s (local.get 0) (local.get 1)))
  ;; IR-LABEL: @wasm.i32x4_dot_i16x8_s(
  ;; IR: {{%.*}} = bitcast <16 x i8> %0 to <8 x i16>
  ;; IR-NEXT: {{%.*}} = bitcast <16 x i8> %1 to <8 x i16>
  ;; IR-NEXT: {{%.*}} = call <4 x i32> @llvm.x86.sse2.pmadd.wd(<8 x i16> {{%.*}}, <8 x i16> {{%.*}})
  ;; IR-NEXT: {{%.*}} = bitcast <4 x i32> {{%.*}} to <16 x i8>
  ;; X86-LABEL: {{^}}wasm.i32x4_dot_i16x8_s:
  ;; X86: pmaddwd
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i32x4_dot_i16x8_s:
  ;; ARM: smull {{.*}}.4s
  ;; ARM-NEXT: smull2 {{.*}}.4s
  ;; ARM-NEXT: addp {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $i32x4_extmul_low_i16x8_s (param v128 v128) (result v128)
    (i32x4.extmul_low_i16x8_s (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i32x4_extmul_low_i16x8_s:
  ;; X86: pmovzxwd
  ;; X86-NEXT: pmovzxwd
  ;; X86-NEXT: pmaddwd
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i32x4_extmul_low_i16x8_s:
  ;; ARM: smull {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $i32x4_extmul_high_i16x8_s (param v128 v128) (result v128)
    (i32x4.extmul_high_i16x8_s (local.get 0) (local.get 1)))
  ;; IR-LABEL: @wasm.i32x4_extmul_high_i16x8_s(
  ;; IR: {{%.*}} = bitcast <16 x i8> %0 to <8 x i16>
  ;; IR-NEXT: {{%.*}} = bitcast <16 x i8> %1 to <8 x i16>
  ;; IR-NEXT: {{%.*}} = shufflevector <8 x i16> {{%.*}}, <8 x i16> poison, <4 x i32> <i32 4, i32 5, i32 6, i32 7>
  ;; IR-NEXT: {{%.*}} = sext <4 x i16> {{%.*}} to <4 x i32>
  ;; IR-NEXT: {{%.*}} = shufflevector <8 x i16> {{%.*}}, <8 x i16> poison, <4 x i32> <i32 4, i32 5, i32 6, i32 7>
  ;; IR-NEXT: {{%.*}} = sext <4 x i16> {{%.*}} to <4 x i32>
  ;; IR-NEXT: {{%.*}} = mul <4 x i32> {{%.*}}, {{%.*}}
  ;; IR-NEXT: {{%.*}} = bitcast <4 x i32> {{%.*}} to <16 x i8>
  ;; X86-LABEL: {{^}}wasm.i32x4_extmul_high_i16x8_s:
  ;; X86: pxor
  ;; X86-NEXT: punpckhwd
  ;; X86-NEXT: punpckhwd
  ;; X86-NEXT: pmaddwd
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i32x4_extmul_high_i16x8_s:
  ;; ARM: smull2 {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $i32x4_extmul_low_i16x8_u (param v128 v128) (result v128)
    (i32x4.extmul_low_i16x8_u (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i32x4_extmul_low_i16x8_u:
  ;; X86: pmovzxwd
  ;; X86-NEXT: pmovzxwd
  ;; X86-NEXT: pmulld
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i32x4_extmul_low_i16x8_u:
  ;; ARM: umull {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $i32x4_extmul_high_i16x8_u (param v128 v128) (result v128)
    (i32x4.extmul_high_i16x8_u (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i32x4_extmul_high_i16x8_u:
  ;; X86: pxor
  ;; X86-NEXT: punpckhwd
  ;; X86-NEXT: punpckhwd
  ;; X86-NEXT: pmulld
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i32x4_extmul_high_i16x8_u:
  ;; ARM: umull2 {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $i64x2_extend_low_i32x4_s (param v128) (result v128)
    (i64x2.extend_low_i32x4_s (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.i64x2_extend_low_i32x4_s:
  ;; X86: pmovsxdq
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i64x2_extend_low_i32x4_s:
  ;; ARM: sshll {{.*}}.2d
  ;; ARM-NEXT: ret

  (func $i64x2_extend_high_i32x4_s (param v128) (result v128)
    (i64x2.extend_high_i32x4_s (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.i64x2_extend_high_i32x4_s:
  ;; X86: pshufd $238
  ;; X86-NEXT: pmovsxdq
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i64x2_extend_high_i32x4_s:
  ;; ARM: sshll2 {{.*}}.2d
  ;; ARM-NEXT: ret

  (func $i64x2_extend_low_i32x4_u (param v128) (result v128)
    (i64x2.extend_low_i32x4_u (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.i64x2_extend_low_i32x4_u:
  ;; X86: pmovzxdq
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i64x2_extend_low_i32x4_u:
  ;; ARM: ushll {{.*}}.2d
  ;; ARM-NEXT: ret

  (func $i64x2_extend_high_i32x4_u (param v128) (result v128)
    (i64x2.extend_high_i32x4_u (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.i64x2_extend_high_i32x4_u:
  ;; X86: xorps
  ;; X86-NEXT: unpckhps
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i64x2_extend_high_i32x4_u:
  ;; ARM: ushll2 {{.*}}.2d
  ;; ARM-NEXT: ret

  (func $i64x2_extmul_low_i32x4_s (param v128 v128) (result v128)
    (i64x2.extmul_low_i32x4_s (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i64x2_extmul_low_i32x4_s:
  ;; X86: pmovzxdq
  ;; X86-NEXT: pmovzxdq
  ;; X86-NEXT: pmuldq
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i64x2_extmul_low_i32x4_s:
  ;; ARM: smull {{.*}}.2d
  ;; ARM-NEXT: ret

  (func $i64x2_extmul_high_i32x4_s (param v128 v128) (result v128)
    (i64x2.extmul_high_i32x4_s (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i64x2_extmul_high_i32x4_s:
  ;; X86: pshufd $246
  ;; X86-NEXT: pshufd $246
  ;; X86-NEXT: pmuldq
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i64x2_extmul_high_i32x4_s:
  ;; ARM: smull2 {{.*}}.2d
  ;; ARM-NEXT: ret

  (func $i64x2_extmul_low_i32x4_u (param v128 v128) (result v128)
    (i64x2.extmul_low_i32x4_u (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i64x2_extmul_low_i32x4_u:
  ;; X86: pmovzxdq
  ;; X86-NEXT: pmovzxdq
  ;; X86-NEXT: pmuludq
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i64x2_extmul_low_i32x4_u:
  ;; ARM: umull {{.*}}.2d
  ;; ARM-NEXT: ret

  (func $i64x2_extmul_high_i32x4_u (param v128 v128) (result v128)
    (i64x2.extmul_high_i32x4_u (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i64x2_extmul_high_i32x4_u:
  ;; X86: pshufd $246
  ;; X86-NEXT: pshufd $246
  ;; X86-NEXT: pmuludq
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i64x2_extmul_high_i32x4_u:
  ;; ARM: umull2 {{.*}}.2d
  ;; ARM-NEXT: ret

  (table funcref (elem $i8x16_narrow_i16x8_s $i8x16_narrow_i16x8_u $i16x8_extadd_pairwise_i8x16_s $i16x8_extadd_pairwise_i8x16_u
    $i16x8_narrow_i32x4_s $i16x8_narrow_i32x4_u $i16x8_extend_low_i8x16_s $i16x8_extend_high_i8x16_s
    $i16x8_extend_low_i8x16_u $i16x8_extend_high_i8x16_u $i16x8_extmul_low_i8x16_s $i16x8_extmul_high_i8x16_s
    $i16x8_extmul_low_i8x16_u $i16x8_extmul_high_i8x16_u $i32x4_extadd_pairwise_i16x8_s
    $i32x4_extadd_pairwise_i16x8_u $i32x4_extend_low_i16x8_s $i32x4_extend_high_i16x8_s $i32x4_extend_low_i16x8_u
    $i32x4_extend_high_i16x8_u $i32x4_dot_i16x8_s $i32x4_extmul_low_i16x8_s $i32x4_extmul_high_i16x8_s
    $i32x4_extmul_low_i16x8_u $i32x4_extmul_high_i16x8_u $i64x2_extend_low_i32x4_s $i64x2_extend_high_i32x4_s
    $i64x2_extend_low_i32x4_u $i64x2_extend_high_i32x4_u $i64x2_extmul_low_i32x4_s $i64x2_extmul_high_i32x4_s
    $i64x2_extmul_low_i32x4_u $i64x2_extmul_high_i32x4_u))
  (func (export "_start")
    (v128.store (i32.const 32)
      (call_indirect (param v128 v128) (result v128) (v128.load (i32.const 16)) (v128.load (i32.const 16)) (i32.load (i32.const 0))))))
