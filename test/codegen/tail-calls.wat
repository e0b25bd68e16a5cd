;; Tail calls are musttail, whatever the signatures, and jumps in the end; other calls in the same place stay calls. The caller's
;; buffer for results is handed on.
;; RUN: %wasmc --allow-undefined %s -O0 --emit=llvm-ir -o - | FileCheck --check-prefix=IR %s
;; RUN: %wasmc --allow-undefined %s --target=x86_64-linux -S -o - | FileCheck --check-prefix=X86 %s
;; RUN: %wasmc --allow-undefined %s --target=aarch64-linux -S -o - | FileCheck --check-prefix=ARM %s
(module
  (type $callee (func (param i32 i64) (result i64)))
  (type $many (func (param i32) (result i64 i64 i64 i64)))
  (import "env" "host" (func $host (param i64) (result i64)))
  (table (export "table") 8 funcref)
  (elem (i32.const 0) $direct $plain $indirect $import $buffer)
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
  ;; X86-LABEL: {{"?}}wasm.buffer
  ;; X86: jmpq *{{[%(]}}
  ;; ARM-LABEL: {{"?}}wasm.buffer
  ;; ARM: br x
  (func (export "_start")
    (drop (table.grow (ref.func $direct) (i32.const 1)))))
