;; Vectors made of lanes and taken apart: one insertion or extraction each; a constant shuffle is what LLVM makes of its pattern, a
;; swizzle the CPU's table look-up (on x86-64 after indices above 15 got their highest bit).
;; RUN: %wasmc --no-type-columns %s -O2 --target=x86_64-linux -S -o - | FileCheck %s --check-prefix=X86
;; RUN: %wasmc --no-type-columns %s -O2 --target=aarch64-linux -S -o - | FileCheck %s --check-prefix=ARM
;; RUN: %wasmc --no-type-columns %s -O0 --target=x86_64-linux --emit=llvm-ir -o - | FileCheck %s --check-prefix=IR
(module
  (memory 1)

  (func $v128_const (result v128)
    (v128.const i32x4 1 2 3 4))
  ;; X86-LABEL: {{^}}wasm.v128_const:
  ;; X86: movaps
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.v128_const:
  ;; ARM: adrp
  ;; ARM-NEXT: ldr
  ;; ARM-NEXT: ret

  (func $i8x16_shuffle (param v128 v128) (result v128)
    (i8x16.shuffle 0 17 2 19 4 21 6 23 8 25 10 27 12 29 14 31 (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i8x16_shuffle:
  ;; X86: movdqa
  ;; X86-NEXT: movaps
  ;; X86-NEXT: pblendvb
  ;; X86-NEXT: movdqa
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i8x16_shuffle:
  ;; ARM: movi {{.*}}.2d
  ;; ARM-NEXT: bif {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $i8x16_swizzle (param v128 v128) (result v128)
    (i8x16.swizzle (local.get 0) (local.get 1)))
  ;; IR-LABEL: @wasm.i8x16_swizzle(
  ;; IR: {{%.*}} = call <16 x i8> @llvm.uadd.sat.v16i8(<16 x i8> %1, <16 x i8> splat (i8 112))
  ;; IR-NEXT: {{%.*}} = call <16 x i8> @llvm.x86.ssse3.pshuf.b.128(<16 x i8> %0, <16 x i8> {{%.*}})
  ;; X86-LABEL: {{^}}wasm.i8x16_swizzle:
  ;; X86: paddusb
  ;; X86-NEXT: pshufb
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i8x16_swizzle:
  ;; ARM: tbl {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $i8x16_splat (param i32) (result v128)
    (i8x16.splat (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.i8x16_splat:
  ;; X86: movd
  ;; X86-NEXT: pxor
  ;; X86-NEXT: pshufb
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i8x16_splat:
  ;; ARM: dup {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $i16x8_splat (param i32) (result v128)
    (i16x8.splat (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.i16x8_splat:
  ;; X86: movd
  ;; X86-NEXT: pshuflw $0
  ;; X86-NEXT: pshufd $68
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_splat:
  ;; ARM: dup {{.*}}.8h
  ;; ARM-NEXT: ret

  (func $i32x4_splat (param i32) (result v128)
    (i32x4.splat (local.get 0)))
  ;; IR-LABEL: @wasm.i32x4_splat(
  ;; IR: %.splatinsert = insertelement <4 x i32> poison, i32 %0, i64 0
  ;; IR-NEXT: %.splat = shufflevector <4 x i32> %.splatinsert, <4 x i32> poison, <4 x i32> zeroinitializer
  ;; IR-NEXT: {{%.*}} = bitcast <4 x i32> %.splat to <16 x i8>
  ;; X86-LABEL: {{^}}wasm.i32x4_splat:
  ;; X86: movd
  ;; X86-NEXT: pshufd $0
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i32x4_splat:
  ;; ARM: dup {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $i64x2_splat (param i64) (result v128)
    (i64x2.splat (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.i64x2_splat:
  ;; X86: movq
  ;; X86-NEXT: pshufd $68
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i64x2_splat:
  ;; ARM: dup {{.*}}.2d
  ;; ARM-NEXT: ret

  (func $f32x4_splat (param f32) (result v128)
    (f32x4.splat (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.f32x4_splat:
  ;; X86: shufps $0
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f32x4_splat:
  ;; ARM: dup {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $f64x2_splat (param f64) (result v128)
    (f64x2.splat (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.f64x2_splat:
  ;; X86: movddup
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f64x2_splat:
  ;; ARM: dup {{.*}}.2d
  ;; ARM-NEXT: ret

  (func $i8x16_extract_lane_s (param v128) (result i32)
    (i8x16.extract_lane_s 1 (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.i8x16_extract_lane_s:
  ;; X86: pextrb $1
  ;; X86-NEXT: movsbl
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i8x16_extract_lane_s:
  ;; ARM: smov
  ;; ARM-NEXT: ret

  (func $i8x16_extract_lane_u (param v128) (result i32)
    (i8x16.extract_lane_u 1 (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.i8x16_extract_lane_u:
  ;; X86: pextrb $1
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i8x16_extract_lane_u:
  ;; ARM: umov
  ;; ARM-NEXT: ret

  (func $i8x16_replace_lane (param v128 i32) (result v128)
    (i8x16.replace_lane 1 (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i8x16_replace_lane:
  ;; X86: pinsrb $1
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i8x16_replace_lane:
  ;; ARM: mov {{.*}}.b
  ;; ARM-NEXT: ret

  (func $i16x8_extract_lane_s (param v128) (result i32)
    (i16x8.extract_lane_s 1 (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.i16x8_extract_lane_s:
  ;; X86: pextrw $1
  ;; X86-NEXT: cwtl
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_extract_lane_s:
  ;; ARM: smov
  ;; ARM-NEXT: ret

  (func $i16x8_extract_lane_u (param v128) (result i32)
    (i16x8.extract_lane_u 1 (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.i16x8_extract_lane_u:
  ;; X86: pextrw $1
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_extract_lane_u:
  ;; ARM: umov
  ;; ARM-NEXT: ret

  (func $i16x8_replace_lane (param v128 i32) (result v128)
    (i16x8.replace_lane 1 (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i16x8_replace_lane:
  ;; X86: pinsrw $1
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_replace_lane:
  ;; ARM: mov {{.*}}.h
  ;; ARM-NEXT: ret

  (func $i32x4_extract_lane (param v128) (result i32)
    (i32x4.extract_lane 1 (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.i32x4_extract_lane:
  ;; X86: extractps $1
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i32x4_extract_lane:
  ;; ARM: mov
  ;; ARM-NEXT: ret

  (func $i32x4_replace_lane (param v128 i32) (result v128)
    (i32x4.replace_lane 1 (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i32x4_replace_lane:
  ;; X86: pinsrd $1
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i32x4_replace_lane:
  ;; ARM: mov {{.*}}.s
  ;; ARM-NEXT: ret

  (func $i64x2_extract_lane (param v128) (result i64)
    (i64x2.extract_lane 1 (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.i64x2_extract_lane:
  ;; X86: pextrq $1
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i64x2_extract_lane:
  ;; ARM: mov
  ;; ARM-NEXT: ret

  (func $i64x2_replace_lane (param v128 i64) (result v128)
    (i64x2.replace_lane 1 (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i64x2_replace_lane:
  ;; X86: pinsrq $1
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i64x2_replace_lane:
  ;; ARM: mov {{.*}}.d
  ;; ARM-NEXT: ret

  (func $f32x4_extract_lane (param v128) (result f32)
    (f32x4.extract_lane 1 (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.f32x4_extract_lane:
  ;; X86: pshufd $245
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f32x4_extract_lane:
  ;; ARM: mov
  ;; ARM-NEXT: ret

  (func $f32x4_replace_lane (param v128 f32) (result v128)
    (f32x4.replace_lane 1 (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.f32x4_replace_lane:
  ;; X86: insertps $16
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f32x4_replace_lane:
  ;; ARM: mov {{.*}}.s
  ;; ARM-NEXT: ret

  (func $f64x2_extract_lane (param v128) (result f64)
    (f64x2.extract_lane 1 (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.f64x2_extract_lane:
  ;; X86: pshufd $238
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f64x2_extract_lane:
  ;; ARM: mov
  ;; ARM-NEXT: ret

  (func $f64x2_replace_lane (param v128 f64) (result v128)
    (f64x2.replace_lane 1 (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.f64x2_replace_lane:
  ;; X86: movlhps
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f64x2_replace_lane:
  ;; ARM: mov {{.*}}.d
  ;; ARM-NEXT: ret

  (table funcref (elem $v128_const $i8x16_shuffle $i8x16_swizzle $i8x16_splat $i16x8_splat $i32x4_splat $i64x2_splat $f32x4_splat
    $f64x2_splat $i8x16_extract_lane_s $i8x16_extract_lane_u $i8x16_replace_lane $i16x8_extract_lane_s
    $i16x8_extract_lane_u $i16x8_replace_lane $i32x4_extract_lane $i32x4_replace_lane $i64x2_extract_lane
    $i64x2_replace_lane $f32x4_extract_lane $f32x4_replace_lane $f64x2_extract_lane $f64x2_replace_lane))
  (func (export "_start")
    (v128.store (i32.const 32)
      (call_indirect (result v128) (i32.load (i32.const 0))))))
