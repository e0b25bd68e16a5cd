;; Names need not be unique: where one is taken already, an annotation keeps it, of parameters, locals and fields, too.
;; RUN: %wasmc --emit=wasm %s -o %t.wasm && %wasmc --emit=wat %t.wasm -o %t.wat
;; RUN: FileCheck %s < %t.wat
;; RUN: %wasmc --emit=wasm %t.wat -o %t.again.wasm && cmp %t.wasm %t.again.wasm
;; CHECK: (type $pair (struct (field $f i32) (field (@name "f") i32)))
;; CHECK: (func $same
;; CHECK: (param $x i32)
;; CHECK: (param (@name "x") i32)
;; CHECK: (local (@name "x") i64)
;; CHECK: (func (@name "same")
(module
  (type $pair (struct (field $f i32) (field (@name "f") i32)))
  (func $same (param $x i32) (param (@name "x") i32) (param i32 i32)
    (local (@name "x") i64) (local f32 f64) (local $last f32))
  (func (@name "same")))
