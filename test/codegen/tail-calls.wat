;; Tail calls are musttail, whatever the signatures, and jumps in the end; other calls in the same place stay calls. The caller's
;; buffer for results is handed on. Arguments beyond the registers are in a buffer of the instance's, or, for another call, of the
;; caller's, and are read first of all.
;; RUN: %wasmc --allow-undefined %s -O0 --emit=llvm-ir -o - | FileCheck --check-prefix=IR %s
;; RUN: %wasmc --allow-undefined %s --target=x86_64-linux -S -o - | FileCheck --check-prefix=X86 %s
;; RUN: %wasmc --allow-undefined %s --target=aarch64-linux -S -o - | FileCheck --check-prefix=ARM %s
(module
  (type $callee (func (param i32 i64) (result i64)))
  (type $many (func (param i32) (result i64 i64 i64 i64)))
  (import "env" "host" (func $host (param i64) (result i64)))
  (table (export "table") 9 funcref)
  (elem (i32.const 0) $direct $plain $indirect $import $buffer $spill)
  (func $direct (param i64) (result i64)
    (return_call_indirect (type $callee) (i32.const 1) (local.get 0) (i32.const 7)))
  ;; IR-LABEL: define internal tailcc i64 @wasm.direct(i64 %0)
  ;; IR: [[RESULT:%.*]] = musttail call tailcc i64 {{%.*}}(i32 1, i64 {{.*}})
  ;; IR-NEXT: ret i64 [[RESULT]]
  ;; X86-LABEL: {{"?}}wasm.direct
  ;; X86: jmpq *{{[%(]}}
  ;; ARM-LABEL: {{"?}}wasm.direct
  ;; ARM: br x
  (func $plain (param i64) (result i64)
    (call_indirect (type $callee) (i32.const 1) (local.get 0) (i32.const 7)))
  ;; IR-LABEL: define internal tailcc i64 @wasm.plain(
  ;; IR-NOT: tail call
  ;; IR: = call tailcc i64
  ;; X86-LABEL: {{"?}}wasm.plain
  ;; X86: callq *{{[%(]}}
  ;; ARM-LABEL: {{"?}}wasm.plain
  ;; ARM: blr x
  (func $indirect (param i32 i64) (result i64)
    (return_call $host (local.get 1)))
  ;; IR-LABEL: define internal tailcc i64 @wasm.indirect(
  ;; IR: musttail call tailcc i64 @import.env.host(i64
  (func $import (param i32) (result i64 i64 i64 i64)
    (return_call_indirect (type $many) (local.get 0) (i32.const 7)))
  ;; IR-LABEL: define internal tailcc void @wasm.import(ptr {{.*}} %results, i32
  ;; IR: musttail call tailcc void {{%.*}}(ptr %results, i32
  ;; IR-NEXT: ret void
  (func $buffer (param i64 i64 i64 i64 i64 i64 i64 i64 i64 i64) (result i64)
    (return_call_indirect (type $callee) (i32.const 1) (local.get 9) (i32.const 7)))
  ;; IR-LABEL: define internal tailcc i64 @wasm.buffer(ptr align 16 dereferenceable(80) %arguments, i64 %0, i64 %1, i64 %2, i64 %3, i64 %4)
  ;; IR-NEXT: entry:
  ;; IR-NEXT: [[NINTH:%.*]] = getelementptr inbounds i8, ptr %arguments, i64 64
  ;; IR-NEXT: load i64, ptr [[NINTH]], align 16
  ;; X86-LABEL: {{"?}}wasm.buffer
  ;; X86: jmpq *{{[%(]}}
  ;; ARM-LABEL: {{"?}}wasm.buffer
  ;; ARM: br x
  (func $spill (param i64) (result i64)
    (drop (call $buffer (local.get 0) (i64.const 2) (i64.const 3) (i64.const 4) (i64.const 5)
      (i64.const 6) (i64.const 7) (i64.const 8) (i64.const 9) (i64.const 10)))
    (return_call $buffer (local.get 0) (i64.const 2) (i64.const 3) (i64.const 4) (i64.const 5)
      (i64.const 6) (i64.const 7) (i64.const 8) (i64.const 9) (local.get 0)))
  ;; IR-LABEL: define internal tailcc i64 @wasm.spill(i64 %0)
  ;; IR: [[BUFFER:%.*]] = alloca [80 x i8], align 16
  ;; IR: [[LAST:%.*]] = getelementptr inbounds i8, ptr [[BUFFER]], i64 64
  ;; IR-NEXT: store i64 10, ptr [[LAST]], align 16
  ;; IR: call tailcc i64 @wasm.buffer(ptr [[BUFFER]], i64 %0, i64 2, i64 3, i64 4, i64 5)
  ;; IR: store i64 %0, ptr getelementptr inbounds (i8, ptr @module0.arguments, i64 64), align 16
  ;; IR-NEXT: musttail call tailcc i64 @wasm.buffer(ptr @module0.arguments, i64 %0, i64 2, i64 3, i64 4, i64 5)
  (func (export "_start")
    (drop (table.grow (ref.func $direct) (i32.const 1)))))
