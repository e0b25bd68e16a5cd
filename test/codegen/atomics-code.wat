;; Atomics are instructions on both CPUs, at any level, without a library's help: a locked one on x86-64; a loop of exclusive loads
;; and stores on AArch64, or one instruction where the CPU has it.
;; RUN: %wasmc %s --target=x86_64-linux -S -o - | FileCheck --check-prefix=X86 %s
;; RUN: %wasmc %s --target=aarch64-linux -S -o - | FileCheck --check-prefix=ARM %s
;; RUN: %wasmc %s --target=aarch64-linux --cpu=neoverse-n1 -S -o - | FileCheck --check-prefix=LSE %s
;; RUN: %wasmc %s --target=aarch64-linux -O0 -S -o - | FileCheck --check-prefix=NONE %s
;; RUN: %wasmc %s --target=x86_64-linux -O0 -S -o - | FileCheck --check-prefix=NONE %s
;; NONE-NOT: {{__atomic|__aarch64}}
(module
  (memory 1 1 shared)
  (table (export "functions") 5 funcref)
  (elem (i32.const 0) 0 1 2 3 4)
  (func $add (param i32 i32) (result i32)
    (i32.atomic.rmw.add (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{"?}}wasm.add
  ;; X86: lock xaddl
  ;; ARM-LABEL: {{"?}}wasm.add
  ;; ARM: ldaxr w
  ;; ARM: stlxr w
  ;; ARM-NOT: {{bl |__aarch64}}
  ;; LSE-LABEL: {{"?}}wasm.add
  ;; LSE: ldaddal w
  (func $cmpxchg (param i32 i64 i64) (result i64)
    (i64.atomic.rmw.cmpxchg (local.get 0) (local.get 1) (local.get 2)))
  ;; X86-LABEL: {{"?}}wasm.cmpxchg
  ;; X86: lock cmpxchgq
  ;; ARM-LABEL: {{"?}}wasm.cmpxchg
  ;; ARM: ldaxr x
  ;; ARM: stlxr w
  ;; LSE-LABEL: {{"?}}wasm.cmpxchg
  ;; LSE: casal x
  (func $load (param i32) (result i64)
    (i64.atomic.load (local.get 0)))
  ;; X86-LABEL: {{"?}}wasm.load
  ;; X86: movq {{.*}}, %rax
  ;; ARM-LABEL: {{"?}}wasm.load
  ;; ARM: ldar x0
  (func $store (param i32 i32)
    (i32.atomic.store (local.get 0) (local.get 1)))
  ;; X86-LABEL: {{"?}}wasm.store
  ;; X86: xchgl
  ;; ARM-LABEL: {{"?}}wasm.store
  ;; ARM: stlr w
  (func $fence
    (atomic.fence))
  ;; X86-LABEL: {{"?}}wasm.fence
  ;; X86: {{mfence|lock}}
  ;; ARM-LABEL: {{"?}}wasm.fence
  ;; ARM: dmb ish
  (func (export "_start")
    (drop (table.grow (ref.func 0) (i32.const 1)))))
