;; Comparisons are masks: all bits of a lane. x86-64 has no unsigned ones: it compares with the minimum or maximum.
;; RUN: %wasmc %s -O2 --target=x86_64-linux -S -o - | FileCheck %s --check-prefix=X86
;; RUN: %wasmc %s -O2 --target=aarch64-linux -S -o - | FileCheck %s --check-prefix=ARM
;; RUN: %wasmc %s -O0 --target=x86_64-linux --emit=llvm-ir -o - | FileCheck %s --check-prefix=IR
(module
  (memory 1)

  (func $i8x16_eq (param v128 v128) (result v128)
    (i8x16.eq (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i8x16_eq:
  ;; X86: pcmpeqb
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i8x16_eq:
  ;; ARM: cmeq {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $i8x16_ne (param v128 v128) (result v128)
    (i8x16.ne (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i8x16_ne:
  ;; X86: pcmpeqb
  ;; X86-NEXT: pcmpeqd
  ;; X86-NEXT: pxor
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i8x16_ne:
  ;; ARM: cmeq {{.*}}.16b
  ;; ARM-NEXT: mvn {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $i8x16_lt_s (param v128 v128) (result v128)
    (i8x16.lt_s (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i8x16_lt_s:
  ;; X86: pcmpgtb
  ;; X86-NEXT: movdqa
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i8x16_lt_s:
  ;; ARM: cmgt {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $i8x16_lt_u (param v128 v128) (result v128)
    (i8x16.lt_u (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i8x16_lt_u:
  ;; X86: pmaxub
  ;; X86-NEXT: pcmpeqb
  ;; X86-NEXT: pcmpeqd
  ;; X86-NEXT: pxor
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i8x16_lt_u:
  ;; ARM: cmhi {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $i8x16_gt_s (param v128 v128) (result v128)
    (i8x16.gt_s (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i8x16_gt_s:
  ;; X86: pcmpgtb
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i8x16_gt_s:
  ;; ARM: cmgt {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $i8x16_gt_u (param v128 v128) (result v128)
    (i8x16.gt_u (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i8x16_gt_u:
  ;; X86: pminub
  ;; X86-NEXT: pcmpeqb
  ;; X86-NEXT: pcmpeqd
  ;; X86-NEXT: pxor
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i8x16_gt_u:
  ;; ARM: cmhi {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $i8x16_le_s (param v128 v128) (result v128)
    (i8x16.le_s (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i8x16_le_s:
  ;; X86: pcmpgtb
  ;; X86-NEXT: pcmpeqd
  ;; X86-NEXT: pxor
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i8x16_le_s:
  ;; ARM: cmge {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $i8x16_le_u (param v128 v128) (result v128)
    (i8x16.le_u (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i8x16_le_u:
  ;; X86: pminub
  ;; X86-NEXT: pcmpeqb
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i8x16_le_u:
  ;; ARM: cmhs {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $i8x16_ge_s (param v128 v128) (result v128)
    (i8x16.ge_s (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i8x16_ge_s:
  ;; X86: pcmpgtb
  ;; X86-NEXT: pcmpeqd
  ;; X86-NEXT: pxor
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i8x16_ge_s:
  ;; ARM: cmge {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $i8x16_ge_u (param v128 v128) (result v128)
    (i8x16.ge_u (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i8x16_ge_u:
  ;; X86: pmaxub
  ;; X86-NEXT: pcmpeqb
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i8x16_ge_u:
  ;; ARM: cmhs {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $i16x8_eq (param v128 v128) (result v128)
    (i16x8.eq (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i16x8_eq:
  ;; X86: pcmpeqw
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_eq:
  ;; ARM: cmeq {{.*}}.8h
  ;; ARM-NEXT: ret

  (func $i16x8_ne (param v128 v128) (result v128)
    (i16x8.ne (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i16x8_ne:
  ;; X86: pcmpeqw
  ;; X86-NEXT: pcmpeqd
  ;; X86-NEXT: pxor
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_ne:
  ;; ARM: cmeq {{.*}}.8h
  ;; ARM-NEXT: mvn {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $i16x8_lt_s (param v128 v128) (result v128)
    (i16x8.lt_s (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i16x8_lt_s:
  ;; X86: pcmpgtw
  ;; X86-NEXT: movdqa
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_lt_s:
  ;; ARM: cmgt {{.*}}.8h
  ;; ARM-NEXT: ret

  (func $i16x8_lt_u (param v128 v128) (result v128)
    (i16x8.lt_u (local.get 0) (local.get 1)))
  ;; IR-LABEL: @wasm.i16x8_lt_u(
  ;; IR: {{%.*}} = bitcast <16 x i8> %0 to <8 x i16>
  ;; IR-NEXT: {{%.*}} = bitcast <16 x i8> %1 to <8 x i16>
  ;; IR-NEXT: {{%.*}} = icmp ult <8 x i16> {{%.*}}, {{%.*}}
  ;; IR-NEXT: {{%.*}} = sext <8 x i1> {{%.*}} to <8 x i16>
  ;; IR-NEXT: {{%.*}} = bitcast <8 x i16> {{%.*}} to <16 x i8>
  ;; X86-LABEL: {{^}}wasm.i16x8_lt_u:
  ;; X86: pmaxuw
  ;; X86-NEXT: pcmpeqw
  ;; X86-NEXT: pcmpeqd
  ;; X86-NEXT: pxor
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_lt_u:
  ;; ARM: cmhi {{.*}}.8h
  ;; ARM-NEXT: ret

  (func $i16x8_gt_s (param v128 v128) (result v128)
    (i16x8.gt_s (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i16x8_gt_s:
  ;; X86: pcmpgtw
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_gt_s:
  ;; ARM: cmgt {{.*}}.8h
  ;; ARM-NEXT: ret

  (func $i16x8_gt_u (param v128 v128) (result v128)
    (i16x8.gt_u (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i16x8_gt_u:
  ;; X86: pminuw
  ;; X86-NEXT: pcmpeqw
  ;; X86-NEXT: pcmpeqd
  ;; X86-NEXT: pxor
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_gt_u:
  ;; ARM: cmhi {{.*}}.8h
  ;; ARM-NEXT: ret

  (func $i16x8_le_s (param v128 v128) (result v128)
    (i16x8.le_s (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i16x8_le_s:
  ;; X86: pcmpgtw
  ;; X86-NEXT: pcmpeqd
  ;; X86-NEXT: pxor
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_le_s:
  ;; ARM: cmge {{.*}}.8h
  ;; ARM-NEXT: ret

  (func $i16x8_le_u (param v128 v128) (result v128)
    (i16x8.le_u (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i16x8_le_u:
  ;; X86: pminuw
  ;; X86-NEXT: pcmpeqw
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_le_u:
  ;; ARM: cmhs {{.*}}.8h
  ;; ARM-NEXT: ret

  (func $i16x8_ge_s (param v128 v128) (result v128)
    (i16x8.ge_s (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i16x8_ge_s:
  ;; X86: pcmpgtw
  ;; X86-NEXT: pcmpeqd
  ;; X86-NEXT: pxor
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_ge_s:
  ;; ARM: cmge {{.*}}.8h
  ;; ARM-NEXT: ret

  (func $i16x8_ge_u (param v128 v128) (result v128)
    (i16x8.ge_u (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i16x8_ge_u:
  ;; X86: pmaxuw
  ;; X86-NEXT: pcmpeqw
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i16x8_ge_u:
  ;; ARM: cmhs {{.*}}.8h
  ;; ARM-NEXT: ret

  (func $i32x4_eq (param v128 v128) (result v128)
    (i32x4.eq (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i32x4_eq:
  ;; X86: pcmpeqd
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i32x4_eq:
  ;; ARM: cmeq {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $i32x4_ne (param v128 v128) (result v128)
    (i32x4.ne (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i32x4_ne:
  ;; X86: pcmpeqd
  ;; X86-NEXT: pcmpeqd
  ;; X86-NEXT: pxor
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i32x4_ne:
  ;; ARM: cmeq {{.*}}.4s
  ;; ARM-NEXT: mvn {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $i32x4_lt_s (param v128 v128) (result v128)
    (i32x4.lt_s (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i32x4_lt_s:
  ;; X86: pcmpgtd
  ;; X86-NEXT: movdqa
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i32x4_lt_s:
  ;; ARM: cmgt {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $i32x4_lt_u (param v128 v128) (result v128)
    (i32x4.lt_u (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i32x4_lt_u:
  ;; X86: pmaxud
  ;; X86-NEXT: pcmpeqd
  ;; X86-NEXT: pcmpeqd
  ;; X86-NEXT: pxor
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i32x4_lt_u:
  ;; ARM: cmhi {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $i32x4_gt_s (param v128 v128) (result v128)
    (i32x4.gt_s (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i32x4_gt_s:
  ;; X86: pcmpgtd
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i32x4_gt_s:
  ;; ARM: cmgt {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $i32x4_gt_u (param v128 v128) (result v128)
    (i32x4.gt_u (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i32x4_gt_u:
  ;; X86: pminud
  ;; X86-NEXT: pcmpeqd
  ;; X86-NEXT: pcmpeqd
  ;; X86-NEXT: pxor
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i32x4_gt_u:
  ;; ARM: cmhi {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $i32x4_le_s (param v128 v128) (result v128)
    (i32x4.le_s (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i32x4_le_s:
  ;; X86: pcmpgtd
  ;; X86-NEXT: pcmpeqd
  ;; X86-NEXT: pxor
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i32x4_le_s:
  ;; ARM: cmge {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $i32x4_le_u (param v128 v128) (result v128)
    (i32x4.le_u (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i32x4_le_u:
  ;; X86: pminud
  ;; X86-NEXT: pcmpeqd
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i32x4_le_u:
  ;; ARM: cmhs {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $i32x4_ge_s (param v128 v128) (result v128)
    (i32x4.ge_s (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i32x4_ge_s:
  ;; X86: pcmpgtd
  ;; X86-NEXT: pcmpeqd
  ;; X86-NEXT: pxor
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i32x4_ge_s:
  ;; ARM: cmge {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $i32x4_ge_u (param v128 v128) (result v128)
    (i32x4.ge_u (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i32x4_ge_u:
  ;; X86: pmaxud
  ;; X86-NEXT: pcmpeqd
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i32x4_ge_u:
  ;; ARM: cmhs {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $f32x4_eq (param v128 v128) (result v128)
    (f32x4.eq (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.f32x4_eq:
  ;; X86: cmpeqps
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f32x4_eq:
  ;; ARM: fcmeq {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $f32x4_ne (param v128 v128) (result v128)
    (f32x4.ne (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.f32x4_ne:
  ;; X86: cmpneqps
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f32x4_ne:
  ;; ARM: fcmeq {{.*}}.4s
  ;; ARM-NEXT: mvn {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $f32x4_lt (param v128 v128) (result v128)
    (f32x4.lt (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.f32x4_lt:
  ;; X86: cmpltps
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f32x4_lt:
  ;; ARM: fcmgt {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $f32x4_gt (param v128 v128) (result v128)
    (f32x4.gt (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.f32x4_gt:
  ;; X86: cmpltps
  ;; X86-NEXT: movaps
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f32x4_gt:
  ;; ARM: fcmgt {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $f32x4_le (param v128 v128) (result v128)
    (f32x4.le (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.f32x4_le:
  ;; X86: cmpleps
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f32x4_le:
  ;; ARM: fcmge {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $f32x4_ge (param v128 v128) (result v128)
    (f32x4.ge (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.f32x4_ge:
  ;; X86: cmpleps
  ;; X86-NEXT: movaps
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f32x4_ge:
  ;; ARM: fcmge {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $f64x2_eq (param v128 v128) (result v128)
    (f64x2.eq (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.f64x2_eq:
  ;; X86: cmpeqpd
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f64x2_eq:
  ;; ARM: fcmeq {{.*}}.2d
  ;; ARM-NEXT: ret

  (func $f64x2_ne (param v128 v128) (result v128)
    (f64x2.ne (local.get 0) (local.get 1)))
  ;; IR-LABEL: @wasm.f64x2_ne(
  ;; IR: {{%.*}} = bitcast <16 x i8> %0 to <2 x double>
  ;; IR-NEXT: {{%.*}} = bitcast <16 x i8> %1 to <2 x double>
  ;; IR-NEXT: {{%.*}} = fcmp une <2 x double> {{%.*}}, {{%.*}}
  ;; IR-NEXT: {{%.*}} = sext <2 x i1> {{%.*}} to <2 x i64>
  ;; IR-NEXT: {{%.*}} = bitcast <2 x i64> {{%.*}} to <16 x i8>
  ;; X86-LABEL: {{^}}wasm.f64x2_ne:
  ;; X86: cmpneqpd
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f64x2_ne:
  ;; ARM: fcmeq {{.*}}.2d
  ;; ARM-NEXT: mvn {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $f64x2_lt (param v128 v128) (result v128)
    (f64x2.lt (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.f64x2_lt:
  ;; X86: cmpltpd
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f64x2_lt:
  ;; ARM: fcmgt {{.*}}.2d
  ;; ARM-NEXT: ret

  (func $f64x2_gt (param v128 v128) (result v128)
    (f64x2.gt (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.f64x2_gt:
  ;; X86: cmpltpd
  ;; X86-NEXT: movapd
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f64x2_gt:
  ;; ARM: fcmgt {{.*}}.2d
  ;; ARM-NEXT: ret

  (func $f64x2_le (param v128 v128) (result v128)
    (f64x2.le (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.f64x2_le:
  ;; X86: cmplepd
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f64x2_le:
  ;; ARM: fcmge {{.*}}.2d
  ;; ARM-NEXT: ret

  (func $f64x2_ge (param v128 v128) (result v128)
    (f64x2.ge (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.f64x2_ge:
  ;; X86: cmplepd
  ;; X86-NEXT: movapd
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f64x2_ge:
  ;; ARM: fcmge {{.*}}.2d
  ;; ARM-NEXT: ret

  (func $i64x2_eq (param v128 v128) (result v128)
    (i64x2.eq (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i64x2_eq:
  ;; X86: pcmpeqq
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i64x2_eq:
  ;; ARM: cmeq {{.*}}.2d
  ;; ARM-NEXT: ret

  (func $i64x2_ne (param v128 v128) (result v128)
    (i64x2.ne (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i64x2_ne:
  ;; X86: pcmpeqq
  ;; X86-NEXT: pcmpeqd
  ;; X86-NEXT: pxor
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i64x2_ne:
  ;; ARM: cmeq {{.*}}.2d
  ;; ARM-NEXT: mvn {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $i64x2_lt_s (param v128 v128) (result v128)
    (i64x2.lt_s (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i64x2_lt_s:
  ;; X86: pcmpgtq
  ;; X86-NEXT: movdqa
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i64x2_lt_s:
  ;; ARM: cmgt {{.*}}.2d
  ;; ARM-NEXT: ret

  (func $i64x2_gt_s (param v128 v128) (result v128)
    (i64x2.gt_s (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i64x2_gt_s:
  ;; X86: pcmpgtq
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i64x2_gt_s:
  ;; ARM: cmgt {{.*}}.2d
  ;; ARM-NEXT: ret

  (func $i64x2_le_s (param v128 v128) (result v128)
    (i64x2.le_s (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i64x2_le_s:
  ;; X86: pcmpgtq
  ;; X86-NEXT: pcmpeqd
  ;; X86-NEXT: pxor
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i64x2_le_s:
  ;; ARM: cmge {{.*}}.2d
  ;; ARM-NEXT: ret

  (func $i64x2_ge_s (param v128 v128) (result v128)
    (i64x2.ge_s (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.i64x2_ge_s:
  ;; X86: pcmpgtq
  ;; X86-NEXT: pcmpeqd
  ;; X86-NEXT: pxor
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.i64x2_ge_s:
  ;; ARM: cmge {{.*}}.2d
  ;; ARM-NEXT: ret

  (table funcref (elem $i8x16_eq $i8x16_ne $i8x16_lt_s $i8x16_lt_u $i8x16_gt_s $i8x16_gt_u $i8x16_le_s $i8x16_le_u $i8x16_ge_s
    $i8x16_ge_u $i16x8_eq $i16x8_ne $i16x8_lt_s $i16x8_lt_u $i16x8_gt_s $i16x8_gt_u $i16x8_le_s $i16x8_le_u
    $i16x8_ge_s $i16x8_ge_u $i32x4_eq $i32x4_ne $i32x4_lt_s $i32x4_lt_u $i32x4_gt_s $i32x4_gt_u $i32x4_le_s
    $i32x4_le_u $i32x4_ge_s $i32x4_ge_u $f32x4_eq $f32x4_ne $f32x4_lt $f32x4_gt $f32x4_le $f32x4_ge $f64x2_eq
    $f64x2_ne $f64x2_lt $f64x2_gt $f64x2_le $f64x2_ge $i64x2_eq $i64x2_ne $i64x2_lt_s $i64x2_gt_s $i64x2_le_s
    $i64x2_ge_s))
  (func (export "_start")
    (v128.store (i32.const 32)
      (call_indirect (param v128 v128) (result v128) (v128.load (i32.const 16)) (v128.load (i32.const 16)) (i32.load (i32.const 0))))))
