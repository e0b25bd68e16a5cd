;; Float arithmetic without fast-math flags. AArch64's fmin is Wasm's; on x86-64 two of its minima settle signs of zeros, and a sum
;; gives the quiet NaN. pmin and pmax choose an operand, which is x86-64's own idea.
;; RUN: %wasmc --no-type-columns %s -O2 --target=x86_64-linux -S -o - | FileCheck %s --check-prefix=X86
;; RUN: %wasmc --no-type-columns %s -O2 --target=aarch64-linux -S -o - | FileCheck %s --check-prefix=ARM
;; RUN: %wasmc --no-type-columns %s -O0 --target=x86_64-linux --emit=llvm-ir -o - | FileCheck %s --check-prefix=IR
(module
  (memory 1)

  (func $f32x4_ceil (param v128) (result v128)
    (f32x4.ceil (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.f32x4_ceil:
  ;; X86: roundps $10
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f32x4_ceil:
  ;; ARM: frintp {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $f32x4_floor (param v128) (result v128)
    (f32x4.floor (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.f32x4_floor:
  ;; X86: roundps $9
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f32x4_floor:
  ;; ARM: frintm {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $f32x4_trunc (param v128) (result v128)
    (f32x4.trunc (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.f32x4_trunc:
  ;; X86: roundps $11
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f32x4_trunc:
  ;; ARM: frintz {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $f32x4_nearest (param v128) (result v128)
    (f32x4.nearest (local.get 0)))
  ;; IR-LABEL: @wasm.f32x4_nearest(
  ;; IR: {{%.*}} = bitcast <16 x i8> %0 to <4 x float>
  ;; IR-NEXT: {{%.*}} = call <4 x float> @llvm.roundeven.v4f32(<4 x float> {{%.*}})
  ;; IR-NEXT: {{%.*}} = bitcast <4 x float> {{%.*}} to <16 x i8>
  ;; X86-LABEL: {{^}}wasm.f32x4_nearest:
  ;; X86: roundps $8
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f32x4_nearest:
  ;; ARM: frintn {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $f32x4_abs (param v128) (result v128)
    (f32x4.abs (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.f32x4_abs:
  ;; X86: andps
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f32x4_abs:
  ;; ARM: fabs {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $f32x4_neg (param v128) (result v128)
    (f32x4.neg (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.f32x4_neg:
  ;; X86: xorps
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f32x4_neg:
  ;; ARM: fneg {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $f32x4_sqrt (param v128) (result v128)
    (f32x4.sqrt (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.f32x4_sqrt:
  ;; X86: sqrtps
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f32x4_sqrt:
  ;; ARM: fsqrt {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $f32x4_add (param v128 v128) (result v128)
    (f32x4.add (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.f32x4_add:
  ;; X86: addps
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f32x4_add:
  ;; ARM: fadd {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $f32x4_sub (param v128 v128) (result v128)
    (f32x4.sub (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.f32x4_sub:
  ;; X86: subps
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f32x4_sub:
  ;; ARM: fsub {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $f32x4_mul (param v128 v128) (result v128)
    (f32x4.mul (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.f32x4_mul:
  ;; X86: mulps
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f32x4_mul:
  ;; ARM: fmul {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $f32x4_div (param v128 v128) (result v128)
    (f32x4.div (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.f32x4_div:
  ;; X86: divps
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f32x4_div:
  ;; ARM: fdiv {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $f32x4_min (param v128 v128) (result v128)
    (f32x4.min (local.get 0) (local.get 1)))
  ;; IR-LABEL: @wasm.f32x4_min(
  ;; IR: {{%.*}} = bitcast <16 x i8> %0 to <4 x float>
  ;; IR-NEXT: {{%.*}} = bitcast <16 x i8> %1 to <4 x float>
  ;; IR-NEXT: {{%.*}} = fcmp olt <4 x float> {{%.*}}, {{%.*}}
  ;; IR-NEXT: {{%.*}} = select <4 x i1> {{%.*}}, <4 x float> {{%.*}}, <4 x float> {{%.*}}
  ;; IR-NEXT: {{%.*}} = bitcast <4 x float> {{%.*}} to <4 x i32>
  ;; IR-NEXT: {{%.*}} = fcmp olt <4 x float> {{%.*}}, {{%.*}}
  ;; IR-NEXT: {{%.*}} = select <4 x i1> {{%.*}}, <4 x float> {{%.*}}, <4 x float> {{%.*}}
  ;; IR-NEXT: {{%.*}} = bitcast <4 x float> {{%.*}} to <4 x i32>
  ;; IR-NEXT: {{%.*}} = or <4 x i32> {{%.*}}, {{%.*}}
  ;; IR-NEXT: {{%.*}} = bitcast <4 x i32> {{%.*}} to <4 x float>
  ;; IR-NEXT: {{%.*}} = fcmp uno <4 x float> {{%.*}}, {{%.*}}
  ;; IR-NEXT: {{%.*}} = fadd <4 x float> {{%.*}}, {{%.*}}
  ;; IR-NEXT: {{%.*}} = select <4 x i1> {{%.*}}, <4 x float> {{%.*}}, <4 x float> {{%.*}}
  ;; IR-NEXT: {{%.*}} = bitcast <4 x float> {{%.*}} to <16 x i8>
  ;; X86-LABEL: {{^}}wasm.f32x4_min:
  ;; X86: movaps
  ;; X86-NEXT: minps
  ;; X86-NEXT: movaps
  ;; X86-NEXT: minps
  ;; X86-NEXT: orps
  ;; X86-NEXT: movaps
  ;; X86-NEXT: cmpunordps
  ;; X86-NEXT: addps
  ;; X86-NEXT: blendvps
  ;; X86-NEXT: movaps
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f32x4_min:
  ;; ARM: fmin {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $f32x4_max (param v128 v128) (result v128)
    (f32x4.max (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.f32x4_max:
  ;; X86: movaps
  ;; X86-NEXT: maxps
  ;; X86-NEXT: movaps
  ;; X86-NEXT: maxps
  ;; X86-NEXT: andps
  ;; X86-NEXT: movaps
  ;; X86-NEXT: cmpunordps
  ;; X86-NEXT: addps
  ;; X86-NEXT: blendvps
  ;; X86-NEXT: movaps
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f32x4_max:
  ;; ARM: fmax {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $f32x4_pmin (param v128 v128) (result v128)
    (f32x4.pmin (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.f32x4_pmin:
  ;; X86: minps
  ;; X86-NEXT: movaps
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f32x4_pmin:
  ;; ARM: fcmgt {{.*}}.4s
  ;; ARM-NEXT: bit {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $f32x4_pmax (param v128 v128) (result v128)
    (f32x4.pmax (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.f32x4_pmax:
  ;; X86: maxps
  ;; X86-NEXT: movaps
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f32x4_pmax:
  ;; ARM: fcmgt {{.*}}.4s
  ;; ARM-NEXT: bit {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $f64x2_ceil (param v128) (result v128)
    (f64x2.ceil (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.f64x2_ceil:
  ;; X86: roundpd $10
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f64x2_ceil:
  ;; ARM: frintp {{.*}}.2d
  ;; ARM-NEXT: ret

  (func $f64x2_floor (param v128) (result v128)
    (f64x2.floor (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.f64x2_floor:
  ;; X86: roundpd $9
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f64x2_floor:
  ;; ARM: frintm {{.*}}.2d
  ;; ARM-NEXT: ret

  (func $f64x2_trunc (param v128) (result v128)
    (f64x2.trunc (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.f64x2_trunc:
  ;; X86: roundpd $11
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f64x2_trunc:
  ;; ARM: frintz {{.*}}.2d
  ;; ARM-NEXT: ret

  (func $f64x2_nearest (param v128) (result v128)
    (f64x2.nearest (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.f64x2_nearest:
  ;; X86: roundpd $8
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f64x2_nearest:
  ;; ARM: frintn {{.*}}.2d
  ;; ARM-NEXT: ret

  (func $f64x2_abs (param v128) (result v128)
    (f64x2.abs (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.f64x2_abs:
  ;; X86: andps
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f64x2_abs:
  ;; ARM: fabs {{.*}}.2d
  ;; ARM-NEXT: ret

  (func $f64x2_neg (param v128) (result v128)
    (f64x2.neg (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.f64x2_neg:
  ;; X86: xorps
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f64x2_neg:
  ;; ARM: fneg {{.*}}.2d
  ;; ARM-NEXT: ret

  (func $f64x2_sqrt (param v128) (result v128)
    (f64x2.sqrt (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.f64x2_sqrt:
  ;; X86: sqrtpd
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f64x2_sqrt:
  ;; ARM: fsqrt {{.*}}.2d
  ;; ARM-NEXT: ret

  (func $f64x2_add (param v128 v128) (result v128)
    (f64x2.add (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.f64x2_add:
  ;; X86: addpd
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f64x2_add:
  ;; ARM: fadd {{.*}}.2d
  ;; ARM-NEXT: ret

  (func $f64x2_sub (param v128 v128) (result v128)
    (f64x2.sub (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.f64x2_sub:
  ;; X86: subpd
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f64x2_sub:
  ;; ARM: fsub {{.*}}.2d
  ;; ARM-NEXT: ret

  (func $f64x2_mul (param v128 v128) (result v128)
    (f64x2.mul (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.f64x2_mul:
  ;; X86: mulpd
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f64x2_mul:
  ;; ARM: fmul {{.*}}.2d
  ;; ARM-NEXT: ret

  (func $f64x2_div (param v128 v128) (result v128)
    (f64x2.div (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.f64x2_div:
  ;; X86: divpd
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f64x2_div:
  ;; ARM: fdiv {{.*}}.2d
  ;; ARM-NEXT: ret

  (func $f64x2_min (param v128 v128) (result v128)
    (f64x2.min (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.f64x2_min:
  ;; X86: movapd
  ;; X86-NEXT: minpd
  ;; X86-NEXT: movapd
  ;; X86-NEXT: minpd
  ;; X86-NEXT: orpd
  ;; X86-NEXT: movapd
  ;; X86-NEXT: cmpunordpd
  ;; X86-NEXT: addpd
  ;; X86-NEXT: blendvpd
  ;; X86-NEXT: movapd
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f64x2_min:
  ;; ARM: fmin {{.*}}.2d
  ;; ARM-NEXT: ret

  (func $f64x2_max (param v128 v128) (result v128)
    (f64x2.max (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.f64x2_max:
  ;; X86: movapd
  ;; X86-NEXT: maxpd
  ;; X86-NEXT: movapd
  ;; X86-NEXT: maxpd
  ;; X86-NEXT: andpd
  ;; X86-NEXT: movapd
  ;; X86-NEXT: cmpunordpd
  ;; X86-NEXT: addpd
  ;; X86-NEXT: blendvpd
  ;; X86-NEXT: movapd
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f64x2_max:
  ;; ARM: fmax {{.*}}.2d
  ;; ARM-NEXT: ret

  (func $f64x2_pmin (param v128 v128) (result v128)
    (f64x2.pmin (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.f64x2_pmin:
  ;; X86: minpd
  ;; X86-NEXT: movapd
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f64x2_pmin:
  ;; ARM: fcmgt {{.*}}.2d
  ;; ARM-NEXT: bit {{.*}}.16b
  ;; ARM-NEXT: ret

  (func $f64x2_pmax (param v128 v128) (result v128)
    (f64x2.pmax (local.get 0) (local.get 1)))
  ;; IR-LABEL: @wasm.f64x2_pmax(
  ;; IR: {{%.*}} = bitcast <16 x i8> %0 to <2 x double>
  ;; IR-NEXT: {{%.*}} = bitcast <16 x i8> %1 to <2 x double>
  ;; IR-NEXT: {{%.*}} = fcmp olt <2 x double> {{%.*}}, {{%.*}}
  ;; IR-NEXT: {{%.*}} = select <2 x i1> {{%.*}}, <2 x double> {{%.*}}, <2 x double> {{%.*}}
  ;; IR-NEXT: {{%.*}} = bitcast <2 x double> {{%.*}} to <16 x i8>
  ;; X86-LABEL: {{^}}wasm.f64x2_pmax:
  ;; X86: maxpd
  ;; X86-NEXT: movapd
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.f64x2_pmax:
  ;; ARM: fcmgt {{.*}}.2d
  ;; ARM-NEXT: bit {{.*}}.16b
  ;; ARM-NEXT: ret

  (table funcref (elem $f32x4_ceil $f32x4_floor $f32x4_trunc $f32x4_nearest $f32x4_abs $f32x4_neg $f32x4_sqrt $f32x4_add $f32x4_sub
    $f32x4_mul $f32x4_div $f32x4_min $f32x4_max $f32x4_pmin $f32x4_pmax $f64x2_ceil $f64x2_floor $f64x2_trunc
    $f64x2_nearest $f64x2_abs $f64x2_neg $f64x2_sqrt $f64x2_add $f64x2_sub $f64x2_mul $f64x2_div $f64x2_min
    $f64x2_max $f64x2_pmin $f64x2_pmax))
  (func (export "_start")
    (v128.store (i32.const 32)
      (call_indirect (param v128) (result v128) (v128.load (i32.const 16)) (i32.load (i32.const 0))))))
