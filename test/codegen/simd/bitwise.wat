;; All 128 bits, and numbers made of lanes: signs are gathered by one instruction on x86-64, by a mask of weights and a sum on AArch64.
;; RUN: %wasmc --no-type-columns %s -O2 --target=x86_64-linux -S -o - | FileCheck %s --check-prefix=X86
;; RUN: %wasmc --no-type-columns %s -O2 --target=aarch64-linux -S -o - | FileCheck %s --check-prefix=ARM
;; RUN: %wasmc --no-type-columns %s -O0 --target=x86_64-linux --emit=llvm-ir -o - | FileCheck %s --check-prefix=IR
(module
  (memory 1)

  (func $v128_not (param v128) (result v128)
    (v128.not (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.v128_not:
  ;; X86: pcmpeqd
  ;; X86-NEXT: pxor
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.v128_not:
  ;; ARM: mvn {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $v128_and (param v128 v128) (result v128)
    (v128.and (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.v128_and:
  ;; X86: andps
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.v128_and:
  ;; ARM: and {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $v128_andnot (param v128 v128) (result v128)
    (v128.andnot (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.v128_andnot:
  ;; X86: andnps
  ;; X86-NEXT: movaps
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.v128_andnot:
  ;; ARM: bic {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $v128_or (param v128 v128) (result v128)
    (v128.or (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.v128_or:
  ;; X86: orps
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.v128_or:
  ;; ARM: orr {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $v128_xor (param v128 v128) (result v128)
    (v128.xor (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.v128_xor:
  ;; X86: xorps
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.v128_xor:
  ;; ARM: eor {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $v128_bitselect (param v128 v128 v128) (result v128)
    (v128.bitselect (local.get 0) (local.get 1) (local.get 2)))
  ;; IR-LABEL: @wasm.v128_bitselect(
  ;; IR: {{%.*}} = and <16 x i8> %0, %2
  ;; IR-NEXT: {{%.*}} = xor <16 x i8> %2, splat (i8 -1)
  ;; IR-NEXT: {{%.*}} = and <16 x i8> %1, {{%.*}}
  ;; IR-NEXT: {{%.*}} = or <16 x i8> {{%.*}}, {{%.*}}
  ;; X86-LABEL: {{^}}wasm.v128_bitselect:
  ;; X86: andps
  ;; X86-NEXT: andnps
  ;; X86-NEXT: orps
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.v128_bitselect:
  ;; ARM: bif {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $v128_any_true (param v128) (result i32)
    (v128.any_true (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.v128_any_true:
  ;; X86: xorl
  ;; X86-NEXT: ptest
  ;; X86-NEXT: setne
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.v128_any_true:
  ;; ARM: umaxv
  ;; ARM-NEXT: fmov
  ;; ARM-NEXT: cmp
  ;; ARM-NEXT: cset
  ;; ARM-NEXT: ret

  (func $i8x16_all_true (param v128) (result i32)
    (i8x16.all_true (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.i8x16_all_true:
  ;; X86: pxor
  ;; X86-NEXT: pcmpeqb
  ;; X86-NEXT: pmovmskb
  ;; X86-NEXT: xorl
  ;; X86-NEXT: testl
  ;; X86-NEXT: sete
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i8x16_all_true:
  ;; ARM: cmeq {{.*}}.16b
  ;; ARM-NEXT: mov
  ;; ARM-NEXT: umaxv
  ;; ARM-NEXT: fmov
  ;; ARM-NEXT: bic
  ;; ARM-NEXT: ret

  (func $i8x16_bitmask (param v128) (result i32)
    (i8x16.bitmask (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.i8x16_bitmask:
  ;; X86: pmovmskb
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i8x16_bitmask:
  ;; ARM: adrp
  ;; ARM-NEXT: cmlt {{.*}}.16b
  ;; ARM-NEXT: ldr
  ;; ARM-NEXT: and {{.*}}.16b
  ;; ARM-NEXT: ext {{.*}}.16b
  ;; ARM-NEXT: zip1 {{.*}}.16b
  ;; ARM-NEXT: addv
  ;; ARM-NEXT: fmov
  ;; ARM-NEXT: ret

  (func $i16x8_all_true (param v128) (result i32)
    (i16x8.all_true (local.get 0)))
  ;; IR-LABEL: @wasm.i16x8_all_true(
  ;; IR: {{%.*}} = bitcast <16 x i8> %0 to <8 x i16>
  ;; IR-NEXT: {{%.*}} = icmp ne <8 x i16> {{%.*}}, zeroinitializer
  ;; IR-NEXT: {{%.*}} = call i1 @llvm.vector.reduce.and.v8i1(<8 x i1> {{%.*}})
  ;; IR-NEXT: {{%.*}} = zext i1 {{%.*}} to i32
  ;; X86-LABEL: {{^}}wasm.i16x8_all_true:
  ;; X86: pxor
  ;; X86-NEXT: pcmpeqw
  ;; X86-NEXT: pmovmskb
  ;; X86-NEXT: xorl
  ;; X86-NEXT: testl
  ;; X86-NEXT: sete
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_all_true:
  ;; ARM: cmeq {{.*}}.8h
  ;; ARM-NEXT: mov
  ;; ARM-NEXT: umaxv
  ;; ARM-NEXT: fmov
  ;; ARM-NEXT: bic
  ;; ARM-NEXT: ret

  (func $i16x8_bitmask (param v128) (result i32)
    (i16x8.bitmask (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.i16x8_bitmask:
  ;; X86: packsswb
  ;; X86-NEXT: pmovmskb
  ;; X86-NEXT: movzbl
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_bitmask:
  ;; ARM: adrp
  ;; ARM-NEXT: cmlt {{.*}}.8h
  ;; ARM-NEXT: ldr
  ;; ARM-NEXT: and {{.*}}.16b
  ;; ARM-NEXT: addv
  ;; ARM-NEXT: fmov
  ;; ARM-NEXT: and
  ;; ARM-NEXT: ret

  (func $i32x4_all_true (param v128) (result i32)
    (i32x4.all_true (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.i32x4_all_true:
  ;; X86: pxor
  ;; X86-NEXT: pcmpeqd
  ;; X86-NEXT: movmskps
  ;; X86-NEXT: xorl
  ;; X86-NEXT: testl
  ;; X86-NEXT: sete
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i32x4_all_true:
  ;; ARM: cmeq {{.*}}.4s
  ;; ARM-NEXT: mov
  ;; ARM-NEXT: umaxv
  ;; ARM-NEXT: fmov
  ;; ARM-NEXT: bic
  ;; ARM-NEXT: ret

  (func $i32x4_bitmask (param v128) (result i32)
    (i32x4.bitmask (local.get 0)))
  ;; IR-LABEL: @wasm.i32x4_bitmask(
  ;; IR: {{%.*}} = bitcast <16 x i8> %0 to <4 x i32>
  ;; IR-NEXT: {{%.*}} = icmp slt <4 x i32> {{%.*}}, zeroinitializer
  ;; IR-NEXT: {{%.*}} = bitcast <4 x i1> {{%.*}} to i4
  ;; IR-NEXT: {{%.*}} = zext i4 {{%.*}} to i32
  ;; X86-LABEL: {{^}}wasm.i32x4_bitmask:
  ;; X86: movmskps
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i32x4_bitmask:
  ;; ARM: adrp
  ;; ARM-NEXT: cmlt {{.*}}.4s
  ;; ARM-NEXT: ldr
  ;; ARM-NEXT: and {{.*}}.16b
  ;; ARM-NEXT: addv
  ;; ARM-NEXT: fmov
  ;; ARM-NEXT: and
  ;; ARM-NEXT: ret

  (func $i64x2_all_true (param v128) (result i32)
    (i64x2.all_true (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.i64x2_all_true:
  ;; X86: pxor
  ;; X86-NEXT: pcmpeqq
  ;; X86-NEXT: movmskpd
  ;; X86-NEXT: xorl
  ;; X86-NEXT: testl
  ;; X86-NEXT: sete
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i64x2_all_true:
  ;; ARM: cmeq {{.*}}.2d
  ;; ARM-NEXT: mov
  ;; ARM-NEXT: umaxv
  ;; ARM-NEXT: fmov
  ;; ARM-NEXT: bic
  ;; ARM-NEXT: ret

  (func $i64x2_bitmask (param v128) (result i32)
    (i64x2.bitmask (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.i64x2_bitmask:
  ;; X86: movmskpd
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i64x2_bitmask:
  ;; ARM: adrp
  ;; ARM-NEXT: cmlt {{.*}}.2d
  ;; ARM-NEXT: ldr
  ;; ARM-NEXT: and {{.*}}.16b
  ;; ARM-NEXT: addp
  ;; ARM-NEXT: fmov
  ;; ARM-NEXT: and
  ;; ARM-NEXT: ret

  (table funcref (elem $v128_not $v128_and $v128_andnot $v128_or $v128_xor $v128_bitselect $v128_any_true $i8x16_all_true
    $i8x16_bitmask $i16x8_all_true $i16x8_bitmask $i32x4_all_true $i32x4_bitmask $i64x2_all_true $i64x2_bitmask))
  (func (export "_start")
    (v128.store (i32.const 32)
      (call_indirect (param v128) (result v128) (v128.load (i32.const 16)) (i32.load (i32.const 0))))))
