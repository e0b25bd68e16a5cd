;; All lanes by one count, modulo their width. x86-64 has no shifts of bytes: 16-bit lanes are shifted, and masked.
;; RUN: %wasmc %s -O2 --target=x86_64-linux -S -o - | FileCheck %s --check-prefix=X86
;; RUN: %wasmc %s -O2 --target=aarch64-linux -S -o - | FileCheck %s --check-prefix=ARM
;; RUN: %wasmc %s -O0 --target=x86_64-linux --emit=llvm-ir -o - | FileCheck %s --check-prefix=IR
(module
  (memory 1)

  (func $i8x16_shl (param v128 i32) (result v128)
    (i8x16.shl (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i8x16_shl:
  ;; X86: andl $7
  ;; X86-NEXT: movd
  ;; X86-NEXT: psllw
  ;; X86-NEXT: pcmpeqd
  ;; X86-NEXT: psllw
  ;; X86-NEXT: pxor
  ;; X86-NEXT: pshufb
  ;; X86-NEXT: pand
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i8x16_shl:
  ;; ARM: and
  ;; ARM-NEXT: dup {{.*}}.16b
  ;; ARM-NEXT: ushl {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $i8x16_shr_s (param v128 i32) (result v128)
    (i8x16.shr_s (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i8x16_shr_s:
  ;; X86: andl $7
  ;; X86-NEXT: movd
  ;; X86-NEXT: psrlw
  ;; X86-NEXT: pcmpeqd
  ;; X86-NEXT: psrlw
  ;; X86-NEXT: movdqa
  ;; X86-NEXT: psrlw
  ;; X86-NEXT: pshufb
  ;; X86-NEXT: pand
  ;; X86-NEXT: pxor
  ;; X86-NEXT: psubb
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i8x16_shr_s:
  ;; ARM: and
  ;; ARM-NEXT: dup {{.*}}.16b
  ;; ARM-NEXT: neg {{.*}}.16b
  ;; ARM-NEXT: sshl {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $i8x16_shr_u (param v128 i32) (result v128)
    (i8x16.shr_u (local.get 0) (local.get 1)))
  ;; IR-LABEL: @wasm.i8x16_shr_u(
  ;; IR: {{%.*}} = and i32 %1, 7
  ;; IR-NEXT: {{%.*}} = trunc i32 {{%.*}} to i8
  ;; IR-NEXT: %.splatinsert = insertelement <16 x i8> poison, i8 {{%.*}}, i64 0
  ;; IR-NEXT: %.splat = shufflevector <16 x i8> %.splatinsert, <16 x i8> poison, <16 x i32> zeroinitializer
  ;; IR-NEXT: {{%.*}} = lshr <16 x i8> %0, %.splat
  ;; X86-LABEL: {{^}}wasm.i8x16_shr_u:
  ;; X86: andl $7
  ;; X86-NEXT: movd
  ;; X86-NEXT: psrlw
  ;; X86-NEXT: pcmpeqd
  ;; X86-NEXT: psrlw
  ;; X86-NEXT: pshufb
  ;; X86-NEXT: pand
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i8x16_shr_u:
  ;; ARM: and
  ;; ARM-NEXT: dup {{.*}}.16b
  ;; ARM-NEXT: neg {{.*}}.16b
  ;; ARM-NEXT: ushl {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $i16x8_shl (param v128 i32) (result v128)
    (i16x8.shl (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i16x8_shl:
  ;; X86: andl $15
  ;; X86-NEXT: movd
  ;; X86-NEXT: psllw
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_shl:
  ;; ARM: and
  ;; ARM-NEXT: dup {{.*}}.8h
  ;; ARM-NEXT: ushl {{.*}}.8h
  ;; ARM-NEXT: ret

  (func $i16x8_shr_s (param v128 i32) (result v128)
    (i16x8.shr_s (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i16x8_shr_s:
  ;; X86: andl $15
  ;; X86-NEXT: movd
  ;; X86-NEXT: psraw
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_shr_s:
  ;; ARM: and
  ;; ARM-NEXT: dup {{.*}}.8h
  ;; ARM-NEXT: neg {{.*}}.8h
  ;; ARM-NEXT: sshl {{.*}}.8h
  ;; ARM-NEXT: ret

  (func $i16x8_shr_u (param v128 i32) (result v128)
    (i16x8.shr_u (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i16x8_shr_u:
  ;; X86: andl $15
  ;; X86-NEXT: movd
  ;; X86-NEXT: psrlw
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_shr_u:
  ;; ARM: and
  ;; ARM-NEXT: dup {{.*}}.8h
  ;; ARM-NEXT: neg {{.*}}.8h
  ;; ARM-NEXT: ushl {{.*}}.8h
  ;; ARM-NEXT: ret

  (func $i32x4_shl (param v128 i32) (result v128)
    (i32x4.shl (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i32x4_shl:
  ;; X86: andl $31
  ;; X86-NEXT: movd
  ;; X86-NEXT: pslld
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i32x4_shl:
  ;; ARM: and
  ;; ARM-NEXT: dup {{.*}}.4s
  ;; ARM-NEXT: ushl {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $i32x4_shr_s (param v128 i32) (result v128)
    (i32x4.shr_s (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i32x4_shr_s:
  ;; X86: andl $31
  ;; X86-NEXT: movd
  ;; X86-NEXT: psrad
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i32x4_shr_s:
  ;; ARM: and
  ;; ARM-NEXT: dup {{.*}}.4s
  ;; ARM-NEXT: neg {{.*}}.4s
  ;; ARM-NEXT: sshl {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $i32x4_shr_u (param v128 i32) (result v128)
    (i32x4.shr_u (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i32x4_shr_u:
  ;; X86: andl $31
  ;; X86-NEXT: movd
  ;; X86-NEXT: psrld
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i32x4_shr_u:
  ;; ARM: and
  ;; ARM-NEXT: dup {{.*}}.4s
  ;; ARM-NEXT: neg {{.*}}.4s
  ;; ARM-NEXT: ushl {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $i64x2_shl (param v128 i32) (result v128)
    (i64x2.shl (local.get 0) (local.get 1)))
  ;; IR-LABEL: @wasm.i64x2_shl(
  ;; IR: {{%.*}} = and i32 %1, 63
  ;; IR-NEXT: {{%.*}} = zext i32 {{%.*}} to i64
  ;; IR-NEXT: {{%.*}} = bitcast <16 x i8> %0 to <2 x i64>
  ;; IR-NEXT: %.splatinsert = insertelement <2 x i64> poison, i64 {{%.*}}, i64 0
  ;; IR-NEXT: %.splat = shufflevector <2 x i64> %.splatinsert, <2 x i64> poison, <2 x i32> zeroinitializer
  ;; IR-NEXT: {{%.*}} = shl <2 x i64> {{%.*}}, %.splat
  ;; IR-NEXT: {{%.*}} = bitcast <2 x i64> {{%.*}} to <16 x i8>
  ;; X86-LABEL: {{^}}wasm.i64x2_shl:
  ;; X86: andl $63
  ;; X86-NEXT: movd
  ;; X86-NEXT: psllq
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i64x2_shl:
  ;; ARM: and
  ;; ARM-NEXT: dup {{.*}}.2d
  ;; ARM-NEXT: ushl {{.*}}.2d
  ;; ARM-NEXT: ret

  (func $i64x2_shr_s (param v128 i32) (result v128)
    (i64x2.shr_s (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i64x2_shr_s:
  ;; X86: andl $63
  ;; X86-NEXT: movd
  ;; X86-NEXT: movdqa
  ;; X86-NEXT: psrlq
  ;; X86-NEXT: psrlq
  ;; X86-NEXT: pxor
  ;; X86-NEXT: psubq
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i64x2_shr_s:
  ;; ARM: and
  ;; ARM-NEXT: dup {{.*}}.2d
  ;; ARM-NEXT: neg {{.*}}.2d
  ;; ARM-NEXT: sshl {{.*}}.2d
  ;; ARM-NEXT: ret

  (func $i64x2_shr_u (param v128 i32) (result v128)
    (i64x2.shr_u (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i64x2_shr_u:
  ;; X86: andl $63
  ;; X86-NEXT: movd
  ;; X86-NEXT: psrlq
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i64x2_shr_u:
  ;; ARM: and
  ;; ARM-NEXT: dup {{.*}}.2d
  ;; ARM-NEXT: neg {{.*}}.2d
  ;; ARM-NEXT: ushl {{.*}}.2d
  ;; ARM-NEXT: ret

  (table funcref (elem $i8x16_shl $i8x16_shr_s $i8x16_shr_u $i16x8_shl $i16x8_shr_s $i16x8_shr_u $i32x4_shl $i32x4_shr_s $i32x4_shr_u
    $i64x2_shl $i64x2_shr_s $i64x2_shr_u))
  (func (export "_start")
    (v128.store (i32.const 32)
      (call_indirect (param v128 i32) (result v128) (v128.load (i32.const 16)) (i32.load (i32.const 16)) (i32.load (i32.const 0))))))
