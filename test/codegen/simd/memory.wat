;; Accesses are exactly as wide as what Wasm reads or writes, and aligned to nothing. AArch64 reads the last byte before it stores a
;; vector, because half of the store could happen before the other half traps.
;; RUN: %wasmc --no-type-columns %s -O2 --target=x86_64-linux -S -o - | FileCheck %s --check-prefix=X86
;; RUN: %wasmc --no-type-columns %s -O2 --target=aarch64-linux -S -o - | FileCheck %s --check-prefix=ARM
;; RUN: %wasmc --no-type-columns --drop-dead-loads %s -O0 --target=x86_64-linux --emit=llvm-ir -o - | FileCheck %s --check-prefix=IR
(module
  (memory 1)

  (func $v128_load (param i32) (result v128)
    (v128.load (local.get 0)))
  ;; IR-LABEL: @wasm.v128_load(
  ;; IR: {{%.*}} = zext i32 %0 to i64
  ;; IR-NEXT: {{%.*}} = getelementptr nuw i8, ptr inttoptr (i64 65536 to ptr), i64 {{%.*}}
  ;; IR-NEXT: {{%.*}} = load <16 x i8>, ptr {{%.*}}, align 1
  ;; X86-LABEL: {{^}}wasm.v128_load:
  ;; X86: movl
  ;; X86-NEXT: movups
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.v128_load:
  ;; ARM: ldr {{[qd]0}}, [x28, w0, uxtw]
  ;; ARM-NEXT: ret

  (func $v128_load8x8_s (param i32) (result v128)
    (v128.load8x8_s (local.get 0)))
  ;; IR-LABEL: @wasm.v128_load8x8_s(
  ;; IR: {{%.*}} = zext i32 %0 to i64
  ;; IR-NEXT: {{%.*}} = getelementptr nuw i8, ptr inttoptr (i64 65536 to ptr), i64 {{%.*}}
  ;; IR-NEXT: {{%.*}} = load <8 x i8>, ptr {{%.*}}, align 1
  ;; IR-NEXT: {{%.*}} = sext <8 x i8> {{%.*}} to <8 x i16>
  ;; IR-NEXT: {{%.*}} = bitcast <8 x i16> {{%.*}} to <16 x i8>
  ;; X86-LABEL: {{^}}wasm.v128_load8x8_s:
  ;; X86: movl
  ;; X86-NEXT: pmovsxbw
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.v128_load8x8_s:
  ;; ARM: ldr {{[qd]0}}, [x28, w0, uxtw]
  ;; ARM-NEXT: sshll {{.*}}.8h
  ;; ARM-NEXT: ret

  (func $v128_load8x8_u (param i32) (result v128)
    (v128.load8x8_u (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.v128_load8x8_u:
  ;; X86: movl
  ;; X86-NEXT: pmovzxbw
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.v128_load8x8_u:
  ;; ARM: ldr {{[qd]0}}, [x28, w0, uxtw]
  ;; ARM-NEXT: ushll {{.*}}.8h
  ;; ARM-NEXT: ret

  (func $v128_load16x4_s (param i32) (result v128)
    (v128.load16x4_s (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.v128_load16x4_s:
  ;; X86: movl
  ;; X86-NEXT: pmovsxwd
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.v128_load16x4_s:
  ;; ARM: ldr {{[qd]0}}, [x28, w0, uxtw]
  ;; ARM-NEXT: sshll {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $v128_load16x4_u (param i32) (result v128)
    (v128.load16x4_u (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.v128_load16x4_u:
  ;; X86: movl
  ;; X86-NEXT: pmovzxwd
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.v128_load16x4_u:
  ;; ARM: ldr {{[qd]0}}, [x28, w0, uxtw]
  ;; ARM-NEXT: ushll {{.*}}.4s
  ;; ARM-NEXT: ret

  (func $v128_load32x2_s (param i32) (result v128)
    (v128.load32x2_s (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.v128_load32x2_s:
  ;; X86: movl
  ;; X86-NEXT: pmovsxdq
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.v128_load32x2_s:
  ;; ARM: ldr {{[qd]0}}, [x28, w0, uxtw]
  ;; ARM-NEXT: sshll {{.*}}.2d
  ;; ARM-NEXT: ret

  (func $v128_load32x2_u (param i32) (result v128)
    (v128.load32x2_u (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.v128_load32x2_u:
  ;; X86: movl
  ;; X86-NEXT: pmovzxdq
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.v128_load32x2_u:
  ;; ARM: ldr {{[qd]0}}, [x28, w0, uxtw]
  ;; ARM-NEXT: ushll {{.*}}.2d
  ;; ARM-NEXT: ret

  (func $v128_load8_splat (param i32) (result v128)
    (v128.load8_splat (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.v128_load8_splat:
  ;; X86: movl
  ;; X86-NEXT: movzbl
  ;; X86-NEXT: movd
  ;; X86-NEXT: pxor
  ;; X86-NEXT: pshufb
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.v128_load8_splat:
  ;; ARM: add [[ADDRESS:x[0-9]+]], x28, w0, uxtw
  ;; ARM-NEXT: ld1r
  ;; ARM-NEXT: ret

  (func $v128_load16_splat (param i32) (result v128)
    (v128.load16_splat (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.v128_load16_splat:
  ;; X86: movl
  ;; X86-NEXT: movzwl
  ;; X86-NEXT: movd
  ;; X86-NEXT: pshuflw $0
  ;; X86-NEXT: pshufd $68
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.v128_load16_splat:
  ;; ARM: add [[ADDRESS:x[0-9]+]], x28, w0, uxtw
  ;; ARM-NEXT: ld1r
  ;; ARM-NEXT: ret

  (func $v128_load32_splat (param i32) (result v128)
    (v128.load32_splat (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.v128_load32_splat:
  ;; X86: movl
  ;; X86-NEXT: movd
  ;; X86-NEXT: pshufd $0
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.v128_load32_splat:
  ;; ARM: add [[ADDRESS:x[0-9]+]], x28, w0, uxtw
  ;; ARM-NEXT: ld1r
  ;; ARM-NEXT: ret

  (func $v128_load64_splat (param i32) (result v128)
    (v128.load64_splat (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.v128_load64_splat:
  ;; X86: movl
  ;; X86-NEXT: movq
  ;; X86-NEXT: pshufd $68
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.v128_load64_splat:
  ;; ARM: add [[ADDRESS:x[0-9]+]], x28, w0, uxtw
  ;; ARM-NEXT: ld1r
  ;; ARM-NEXT: ret

  (func $v128_store (param i32 v128)
    (v128.store (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.v128_store:
  ;; X86: movl
  ;; X86-NEXT: movups
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.v128_store:
  ;; ARM: add [[ADDRESS:x[0-9]+]], x28, w0, uxtw
  ;; ARM-NEXT: ldrb wzr, {{.*}}#15
  ;; ARM-NEXT: str
  ;; ARM-NEXT: ret

  (func $v128_load32_zero (param i32) (result v128)
    (v128.load32_zero (local.get 0)))
  ;; IR-LABEL: @wasm.v128_load32_zero(
  ;; IR: {{%.*}} = zext i32 %0 to i64
  ;; IR-NEXT: {{%.*}} = getelementptr nuw i8, ptr inttoptr (i64 65536 to ptr), i64 {{%.*}}
  ;; IR-NEXT: {{%.*}} = load i32, ptr {{%.*}}, align 1
  ;; IR-NEXT: {{%.*}} = insertelement <4 x i32> zeroinitializer, i32 {{%.*}}, i64 0
  ;; IR-NEXT: {{%.*}} = bitcast <4 x i32> {{%.*}} to <16 x i8>
  ;; X86-LABEL: {{^}}wasm.v128_load32_zero:
  ;; X86: movl
  ;; X86-NEXT: movss
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.v128_load32_zero:
  ;; ARM: ldr s0, [x28, w0, uxtw]
  ;; ARM-NEXT: ret

  (func $v128_load64_zero (param i32) (result v128)
    (v128.load64_zero (local.get 0)))
  ;; X86-LABEL: {{^}}wasm.v128_load64_zero:
  ;; X86: movl
  ;; X86-NEXT: movsd
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.v128_load64_zero:
  ;; ARM: ldr {{[qd]0}}, [x28, w0, uxtw]
  ;; ARM-NEXT: ret

  (func $v128_load8_lane (param i32 v128) (result v128)
    (v128.load8_lane 1 (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.v128_load8_lane:
  ;; X86: movl
  ;; X86-NEXT: pinsrb $1
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.v128_load8_lane:
  ;; ARM: add [[ADDRESS:x[0-9]+]], x28, w0, uxtw
  ;; ARM-NEXT: ld1
  ;; ARM-NEXT: ret

  (func $v128_load16_lane (param i32 v128) (result v128)
    (v128.load16_lane 1 (local.get 0) (local.get 1)))
  ;; IR-LABEL: @wasm.v128_load16_lane(
  ;; IR: {{%.*}} = zext i32 %0 to i64
  ;; IR-NEXT: {{%.*}} = getelementptr nuw i8, ptr inttoptr (i64 65536 to ptr), i64 {{%.*}}
  ;; IR-NEXT: {{%.*}} = load i16, ptr {{%.*}}, align 1
  ;; IR-NEXT: {{%.*}} = bitcast <16 x i8> %1 to <8 x i16>
  ;; IR-NEXT: {{%.*}} = insertelement <8 x i16> {{%.*}}, i16 {{%.*}}, i64 1
  ;; IR-NEXT: {{%.*}} = bitcast <8 x i16> {{%.*}} to <16 x i8>
  ;; X86-LABEL: {{^}}wasm.v128_load16_lane:
  ;; X86: movl
  ;; X86-NEXT: pinsrw $1
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.v128_load16_lane:
  ;; ARM: add [[ADDRESS:x[0-9]+]], x28, w0, uxtw
  ;; ARM-NEXT: ld1
  ;; ARM-NEXT: ret

  (func $v128_load32_lane (param i32 v128) (result v128)
    (v128.load32_lane 1 (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.v128_load32_lane:
  ;; X86: movl
  ;; X86-NEXT: pinsrd $1
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.v128_load32_lane:
  ;; ARM: add [[ADDRESS:x[0-9]+]], x28, w0, uxtw
  ;; ARM-NEXT: ld1
  ;; ARM-NEXT: ret

  (func $v128_load64_lane (param i32 v128) (result v128)
    (v128.load64_lane 1 (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.v128_load64_lane:
  ;; X86: movl
  ;; X86-NEXT: pinsrq $1
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.v128_load64_lane:
  ;; ARM: add [[ADDRESS:x[0-9]+]], x28, w0, uxtw
  ;; ARM-NEXT: ld1
  ;; ARM-NEXT: ret

  (func $v128_store8_lane (param i32 v128)
    (v128.store8_lane 1 (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.v128_store8_lane:
  ;; X86: movl
  ;; X86-NEXT: pextrb $1
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.v128_store8_lane:
  ;; ARM: mov
  ;; ARM-NEXT: str {{[bhsd]0}}, [x28, w0, uxtw]
  ;; ARM-NEXT: ret

  (func $v128_store16_lane (param i32 v128)
    (v128.store16_lane 1 (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.v128_store16_lane:
  ;; X86: movl
  ;; X86-NEXT: pextrw $1
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.v128_store16_lane:
  ;; ARM: mov
  ;; ARM-NEXT: str {{[bhsd]0}}, [x28, w0, uxtw]
  ;; ARM-NEXT: ret

  (func $v128_store32_lane (param i32 v128)
    (v128.store32_lane 1 (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{^}}wasm.v128_store32_lane:
  ;; X86: movl
  ;; X86-NEXT: extractps $1
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.v128_store32_lane:
  ;; ARM: mov
  ;; ARM-NEXT: str {{[bhsd]0}}, [x28, w0, uxtw]
  ;; ARM-NEXT: ret

  (func $v128_store64_lane (param i32 v128)
    (v128.store64_lane 1 (local.get 0) (local.get 1)))
  ;; IR-LABEL: @wasm.v128_store64_lane(
  ;; IR: {{%.*}} = bitcast <16 x i8> %1 to <2 x i64>
  ;; IR-NEXT: {{%.*}} = extractelement <2 x i64> {{%.*}}, i64 1
  ;; IR-NEXT: {{%.*}} = zext i32 %0 to i64
  ;; IR-NEXT: {{%.*}} = getelementptr nuw i8, ptr inttoptr (i64 65536 to ptr), i64 {{%.*}}
  ;; IR-NEXT: store i64 {{%.*}}, ptr {{%.*}}, align 1
  ;; X86-LABEL: {{^}}wasm.v128_store64_lane:
  ;; X86: movl
  ;; X86-NEXT: pextrq $1
  ;; X86-NEXT: retq
  ;; ARM-LABEL: {{^}}wasm.v128_store64_lane:
  ;; ARM: mov
  ;; ARM-NEXT: str {{[bhsd]0}}, [x28, w0, uxtw]
  ;; ARM-NEXT: ret

  (table funcref (elem $v128_load $v128_load8x8_s $v128_load8x8_u $v128_load16x4_s $v128_load16x4_u $v128_load32x2_s $v128_load32x2_u
    $v128_load8_splat $v128_load16_splat $v128_load32_splat $v128_load64_splat $v128_store $v128_load32_zero
    $v128_load64_zero $v128_load8_lane $v128_load16_lane $v128_load32_lane $v128_load64_lane $v128_store8_lane
    $v128_store16_lane $v128_store32_lane $v128_store64_lane))
  (func (export "_start")
    (v128.store (i32.const 32)
      (call_indirect (param i32) (result v128) (i32.load (i32.const 16)) (i32.load (i32.const 0))))))
