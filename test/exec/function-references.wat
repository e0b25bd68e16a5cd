;; Function references: calls and tail calls through them, branches on null, references that are never null in locals, globals,
;; tables with initializers, segments, parameters and results.
;; RUN: %everywhere --work %t.d --filecheck %s %s
;; RUN: %everywhere --work %t.d --filecheck %s --option=-O0 %s
;; RUN: %everywhere --work %t.d --filecheck %s --option=-O3 %s
;; CHECK: {{^}}status 0
(module
  (type $unary (func (param i32) (result i32)))
  (type $count (func (param i32 i32) (result i32)))
  (type $many (func (param i32 i64 f32 f64 i64 i64 i64 i64) (result i64 i64 i64 f64)))
  (type $pick (func (param i32) (result (ref $unary))))
  (elem declare func $double $triple $down $spread)
  (global $global (ref $unary) (ref.func $triple))
  (global $variable (mut (ref null $unary)) (ref.null $unary))
  ;; All elements begin as the initializer says, in tables that can grow, too.
  (table $fixed 3 (ref $unary) (ref.func $double))
  (table $grown 2 (ref $unary) (ref.func $triple))
  (table $nullable 4 (ref null $unary))
  (elem (table $fixed) (i32.const 1) (ref $unary) (ref.func $triple))
  (elem (table $grown) (i32.const 0) (ref $unary) (ref.func $double))
  (elem $passive (ref $unary) (ref.func $double) (global.get $global))

  (func $double (type $unary) (i32.mul (local.get 0) (i32.const 2)))
  (func $triple (type $unary) (i32.mul (local.get 0) (i32.const 3)))
  (func $pickFrom (type $pick) (table.get $fixed (local.get 0)))

  (func $apply (param $f (ref $unary)) (param $x i32) (result i32)
    (call_ref $unary (local.get $x) (local.get $f)))
  (func $applyOr (param $f (ref null $unary)) (param $x i32) (result i32)
    (block $none
      (return (call_ref $unary (local.get $x) (br_on_null $none (local.get $f)))))
    (i32.const -1))
  (func $first (param $f (ref null $unary)) (param $g (ref null $unary)) (param $x i32) (result i32)
    (local $chosen (ref $unary))
    (local.set $chosen
      (block $found (result (ref $unary))
        (br_on_non_null $found (local.get $f))
        (ref.as_non_null (local.get $g))))
    (call_ref $unary (local.get $x) (local.get $chosen)))
  ;; A million rounds in constant stack.
  (func $down (type $count)
    (if (i32.eqz (local.get 0)) (then (return (local.get 1))))
    (return_call_ref $count (i32.sub (local.get 0) (i32.const 1)) (i32.add (local.get 1) (i32.const 2)) (ref.func $down)))
  ;; Arguments and results beyond the registers.
  (func $spread (type $many)
    (local.get 1) (i64.add (local.get 4) (local.get 5)) (i64.sub (local.get 6) (local.get 7)) (local.get 3))
  (func $spreadVia (param $f (ref null $many)) (result i64 i64 i64 f64)
    (return_call_ref $many (i32.const 1) (i64.const 2) (f32.const 3) (f64.const 4) (i64.const 5) (i64.const 6) (i64.const 7)
      (i64.const 9) (local.get $f)))

  (func $require (param i32) (if (i32.eqz (local.get 0)) (then (unreachable))))
  (func (export "_start") (local f64 i64 i64 i64)
    (call $require (i32.eq (call $apply (ref.func $double) (i32.const 7)) (i32.const 14)))
    (call $require (i32.eq (call $apply (global.get $global) (i32.const 7)) (i32.const 21)))
    (call $require (i32.eq (call $applyOr (ref.null $unary) (i32.const 7)) (i32.const -1)))
    (call $require (i32.eq (call $applyOr (ref.func $triple) (i32.const 5)) (i32.const 15)))
    (call $require (i32.eq (call $first (ref.null $unary) (ref.func $triple) (i32.const 5)) (i32.const 15)))
    (call $require (i32.eq (call $first (ref.func $double) (ref.null $unary) (i32.const 5)) (i32.const 10)))
    (call $require (i32.eq (call $down (i32.const 1000000) (i32.const 0)) (i32.const 2000000)))
    (call $spreadVia (ref.func $spread))
    (local.set 0) (local.set 1) (local.set 2) (local.set 3)
    (call $require (i64.eq (local.get 3) (i64.const 2)))
    (call $require (i64.eq (local.get 2) (i64.const 11)))
    (call $require (i64.eq (local.get 1) (i64.const -2)))
    (call $require (f64.eq (local.get 0) (f64.const 4)))
    ;; Tables
    (call $require (i32.eq (call_ref $unary (i32.const 1) (call $pickFrom (i32.const 0))) (i32.const 2)))
    (call $require (i32.eq (call_ref $unary (i32.const 1) (call $pickFrom (i32.const 1))) (i32.const 3)))
    (call $require (i32.eq (call_indirect $fixed (type $unary) (i32.const 1) (i32.const 2)) (i32.const 2)))
    (call $require (i32.eq (call_indirect $grown (type $unary) (i32.const 1) (i32.const 0)) (i32.const 2)))
    (call $require (i32.eq (call_indirect $grown (type $unary) (i32.const 1) (i32.const 1)) (i32.const 3)))
    (call $require (i32.eq (table.grow $grown (ref.func $double) (i32.const 1)) (i32.const 2)))
    (call $require (i32.eq (call_indirect $grown (type $unary) (i32.const 1) (i32.const 2)) (i32.const 2)))
    (table.init $nullable $passive (i32.const 1) (i32.const 0) (i32.const 2))
    (call $require (ref.is_null (table.get $nullable (i32.const 0))))
    (call $require (i32.eq (call_ref $unary (i32.const 1) (table.get $nullable (i32.const 2))) (i32.const 3)))
    ;; Globals
    (call $require (ref.is_null (global.get $variable)))
    (global.set $variable (ref.func $double))
    (call $require (i32.eq (call_ref $unary (i32.const 4) (global.get $variable)) (i32.const 8)))))
