;; On AArch64 the constant base of memory 0 is in x28, which adds to an index and extends it within the access. Nothing writes it, also
;; not where registers are short. Neither explicit checks nor code without optimisation know of it, nor does x86-64.
;; RUN: wat2wasm --debug-names %s -o %t.wasm
;; RUN: %wasmc --no-type-columns %t.wasm -O2 --target=aarch64-linux -S -o - | FileCheck %s --implicit-check-not="{{(mov|add|sub|ldr|movz)	[wx]28,}}"
;; RUN: %wasmc --no-type-columns %t.wasm -O2 --target=aarch64-linux --no-base-register -S -o - | FileCheck %s --check-prefix=OFF
;; RUN: %wasmc --no-type-columns %t.wasm -O2 --target=aarch64-linux --bounds=explicit --emit=llvm-ir -o - | FileCheck %s --check-prefix=CONSTANT
;; RUN: %wasmc --no-type-columns %t.wasm -O0 --target=aarch64-linux --emit=llvm-ir -o - | FileCheck %s --check-prefix=CONSTANT
;; RUN: %wasmc --no-type-columns %t.wasm -O2 --target=x86_64-linux --emit=llvm-ir -o - | FileCheck %s --check-prefix=CONSTANT
;; CONSTANT-NOT: llvm.read_register
(module
  (memory 1)
  (table funcref (elem $load $offset $global $sum $list))

  (func $load (param i32) (result i32) (i32.load (local.get 0)))
  ;; CHECK-LABEL: wasm.load:
  ;; CHECK: ldr w0, [x28, w0, uxtw]
  ;; CHECK-NEXT: ret
  ;; OFF-LABEL: wasm.load:
  ;; OFF: mov w8, #65536
  ;; OFF-NEXT: ldr w0, [x8, w0, uxtw]

  (func $offset (param i32) (result i32) (i32.load offset=8 (local.get 0)))
  ;; CHECK-LABEL: wasm.offset:
  ;; CHECK: add [[ADDRESS:x[0-9]+]], x28, w0, uxtw
  ;; CHECK-NEXT: ldr w0, [[[ADDRESS]], #8]
  ;; CHECK-NEXT: ret

  (func $global (param i32) (i32.store (i32.const 1024) (local.get 0)))
  ;; CHECK-LABEL: wasm.global:
  ;; CHECK: str w0, [x28, #1024]
  ;; CHECK-NEXT: ret

  ;; The register lasts across calls.
  (func $sum (param i32 i32) (result i32)
    (i32.add (call_indirect (param i32) (result i32) (local.get 0) (local.get 1)) (i32.load (local.get 1))))
  ;; CHECK-LABEL: wasm.sum:
  ;; CHECK: blr
  ;; CHECK: ldr {{w[0-9]+}}, [x28, {{w[0-9]+}}, uxtw]

  ;; In a loop, a displacement that an index has alone is a part of the base.
  (func $list (param i32) (result i32)
    (loop $next
      (br_if $next (i32.load offset=12 (local.tee 0 (i32.load offset=8 (local.get 0))))))
    (local.get 0))
  ;; CHECK-LABEL: wasm.list:
  ;; CHECK: [[NEXT:.LBB[0-9_]+]]:
  ;; CHECK-NEXT: ldr w0, [x0, x{{[0-9]+}}]
  ;; CHECK-NEXT: ldr [[END:w[0-9]+]], [x0, x{{[0-9]+}}]
  ;; CHECK-NEXT: cbnz [[END]], [[NEXT]]

  (func (export "_start")
    (i32.store (i32.const 0)
      (call_indirect (param i32 i32) (result i32) (i32.load (i32.const 4)) (i32.load (i32.const 8)) (i32.load (i32.const 12))))))
