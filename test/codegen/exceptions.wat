;; A call inside a try costs what it costs outside: the same instructions on the way without an exception; all else is behind, and
;; in a table. A function that cannot throw has no handler around its call.
;; RUN: %wasmc %s --no-devirtualization -O2 --emit=asm -o - | FileCheck %s --check-prefixes=CHECK,X86
;; RUN: %wasmc %s --no-devirtualization -O2 --emit=asm --target=aarch64-linux -o - | FileCheck %s --check-prefixes=CHECK,ARM
;; Called directly, and so inlined, one inside a try and one outside:
;; RUN: %wasmc %s -O2 --emit=asm -o - | FileCheck %s --check-prefix=INLINED
;; INLINED-LABEL: wasm._start:
;; INLINED-NOT: callq wasmc_
;; INLINED-COUNT-2: callq wasm.far
;; INLINED-NOT: callq
;; INLINED: ud1l
;; INLINED: callq wasmc_release_exception
;; INLINED: .size wasm._start
;; RUN: %wasmc %s -O0 --emit=llvm-ir -o - | FileCheck %s --check-prefix=IR
(module
  (memory 1)
  (table funcref (elem $plain $guarded $harmless))
  (tag $e (param i32))
  (func $far (param i32) (result i32)
    (if (i32.eqz (local.get 0)) (then (throw $e (i32.const 1))))
    (i32.add (call $far (i32.load (local.get 0))) (i32.const 1)))
  (func $none (param i32) (result i32) (i32.load (local.get 0)))

  (func $plain (param i32) (result i32)
    (i32.mul (call $far (local.get 0)) (i32.const 77)))
  ;; CHECK-LABEL: wasm.plain:
  ;; X86: callq wasm.far
  ;; X86-NEXT: imull $77, %eax, %eax
  ;; X86-NEXT: popq
  ;; X86: retq
  ;; ARM: bl wasm.far
  ;; ARM-NEXT: mov w8, #77
  ;; ARM-NEXT: mul w0, w0, w8
  ;; ARM: ret
  (func $guarded (param i32) (result i32)
    (block $caught (result i32)
      (try_table (catch $e $caught)
        (return (i32.mul (call $far (local.get 0)) (i32.const 77))))
      (unreachable)))
  ;; CHECK-LABEL: wasm.guarded:
  ;; X86: callq wasm.far
  ;; X86-NEXT: .L
  ;; X86: imull $77, %eax, %eax
  ;; X86-NOT: wasmc_
  ;; X86: retq
  ;; ARM: bl wasm.far
  ;; ARM: mov w8, #77
  ;; ARM-NEXT: mul w0, w0, w8
  ;; ARM-NOT: wasmc_
  ;; ARM: ret
  (func $harmless (param i32) (result i32)
    (block $caught (result i32)
      (try_table (catch $e $caught)
        (return (call $none (local.get 0))))
      (unreachable)))
  ;; CHECK-LABEL: wasm.harmless:
  ;; CHECK-NOT: GCC_except_table
  ;; CHECK: cfi_endproc

  (func (export "_start")
    (drop (call_indirect (param i32) (result i32) (i32.const 4) (i32.load (i32.const 0))))))
;; IR-LABEL: @wasm.guarded(
;; IR: invoke i32 @wasm.far(
;; IR-NEXT: to label {{.*}} unwind label
;; IR: landingpad { ptr, i32 }
;; IR-NEXT: cleanup
