;; Library model: the memory lies at a constant distance behind the instance. On x86-64, which adds the distance for nothing, no other
;; base is needed, and the instance's pointer has a register that calls preserve, so that a call moves nothing. A memory that is imported
;; is found through the instance.
;; RUN: %wasmc %s --model=library --target=x86_64-linux -S -o - | FileCheck %s --check-prefixes=X86,GUARD
;; RUN: %wasmc %s --model=library --target=x86_64-linux --bounds=explicit -S -o - | FileCheck %s --check-prefixes=X86,EXPLICIT
;; RUN: %wasmc %s --model=library --target=x86_64-linux --no-base-from-instance -S -o - | FileCheck %s --check-prefix=LOADED
;; RUN: %wasmc %s --model=library --target=x86_64-linux --no-instance-register -S -o - | FileCheck %s --check-prefix=MOVED
;; RUN: %wasmc %s --model=library --target=aarch64-linux -S -o - | FileCheck %s --check-prefix=ARM
(module
  (import "host" "memory" (memory $imported 1))
  (import "host" "f" (func $f))
  (memory $own 1)
  (func (export "ownMemory") (param i32) (result i32)
    (i32.load $own offset=8 (local.get 0)))
  ;; X86-LABEL: {{^"?}}wasm.ownMemory
  ;; GUARD: movl %edi, %eax
  ;; GUARD-NEXT: movl 131080(%r13,%rax), %eax
  ;; EXPLICIT: cmpq {{.*}}(%r13), %r
  ;; EXPLICIT: movl 131080(%r13,%r{{.*}}), %eax
  ;; LOADED-LABEL: {{^"?}}wasm.ownMemory
  ;; LOADED: movq [[#]](%r13), %[[BASE:r[a-z0-9]+]]
  ;; LOADED: movl 8(%[[BASE]],%rax), %eax
  ;; MOVED-LABEL: {{^"?}}wasm.ownMemory
  ;; MOVED: movl 131080(%rdi,%rax), %eax
  ;; ARM-LABEL: {{^"?}}wasm.ownMemory
  ;; ARM: ldr [[BASE:x[0-9]+]], {{\[}}x0, #
  (func (export "importedMemory") (param i32) (result i32)
    (i32.load $imported (local.get 0)))
  ;; X86-LABEL: {{^"?}}wasm.importedMemory
  ;; X86: movq 40(%r13), %[[MEMORY:r[a-z0-9]+]]
  ;; GUARD-NEXT: movq (%[[MEMORY]]), %[[BASE:r[a-z0-9]+]]
  ;; GUARD-NEXT: movl (%[[BASE]],%rax), %eax
  (func $calls (export "calls") (param i32)
    (if (local.get 0) (then (call $calls (i32.shr_u (i32.load $own (local.get 0)) (i32.const 1)))))
    (i32.store $own (local.get 0) (i32.const 7)))
  ;; X86-LABEL: {{^"?}}wasm.calls
  ;; GUARD-NOT: , %r13
  ;; GUARD: callq {{.*}}wasm.calls
  ;; MOVED-LABEL: {{^"?}}wasm.calls
  ;; MOVED: movq %rdi, %[[KEPT:r[a-z0-9]+]]
)
