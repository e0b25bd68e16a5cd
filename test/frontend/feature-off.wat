;; A module that needs a feature which is off is refused with the feature's name; `+` turns it on again.
;; RUN: %wat2wasm --debug-names %s -o %t.wasm
;; RUN: %wasmc --validate %t.wasm
;; RUN: %wasmc --validate --features=wasm2 %t.wasm
;; RUN: %wasmc --validate --features=wasm1,+sign-extension %t.wasm
;; RUN: %exits 1 %wasmc --validate --features=-sign-extension %t.wasm 2>&1 | FileCheck %s
;; RUN: %exits 1 %wasmc --validate --features=wasm1 %t.wasm 2>&1 | FileCheck %s
;; CHECK: feature-off.wat.tmp.wasm:0x{{[0-9a-f]+}}: error: i32.extend8_s requires the feature 'sign-extension', which is off
;; CHECK-SAME: function 0 "narrow"
(module
  (func $narrow (param i32) (result i32)
    local.get 0
    i32.extend8_s))
