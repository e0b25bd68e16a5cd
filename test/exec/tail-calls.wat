;; Chains of a million tail calls run in constant stack at every level: direct, mutual with other signatures, through a table, to an
;; import and back from it, with more arguments than registers, with results in memory.
;; The table can grow, so that its functions are not known when they are called.
;; RUN: %everywhere --work %t.d --filecheck %s --option=--preload=other=%S/Inputs/tail-calls-other.wat %s
;; RUN: %everywhere --work %t.d --filecheck %s --option=--preload=other=%S/Inputs/tail-calls-other.wat --option=-O0 %s
;; RUN: %everywhere --work %t.d --filecheck %s --option=--preload=other=%S/Inputs/tail-calls-other.wat --option=-O3 %s
;; CHECK: {{^}}status 0
(module
  (type $count (func (param i32) (result i32)))
  (type $hop (func (param i32 i32) (result i32)))
  (type $five (func (param i32 i64 f32 f64) (result i32 i64 f32 f64 i64)))
  (import "other" "table" (table $table 8 funcref))
  (import "other" "hop" (func $hop (param f64 i32 i32) (result i32)))
  (elem (table $table) (i32.const 1) func $direct $viaTable $back $narrow $wide $five)
  (func $direct (type $count)
    (if (result i32) (i32.eqz (local.get 0))
      (then (i32.const 11))
      (else (return_call $direct (i32.sub (local.get 0) (i32.const 1))))))
  (func $viaTable (type $count)
    (if (i32.eqz (local.get 0)) (then (return (i32.const 22))))
    (return_call_indirect $table (type $count) (i32.sub (local.get 0) (i32.const 1)) (i32.const 2)))
  ;; Across modules: hop calls element 3, which is this one.
  (func $back (type $hop)
    (if (i32.eqz (local.get 0)) (then (return (local.get 1))))
    (return_call $hop (f64.const 1) (i32.sub (local.get 0) (i32.const 1)) (i32.add (local.get 1) (i32.const 1))))
  ;; Few arguments, then many, whose last ones are on the stack.
  (func $narrow (param i32 i64 f64) (result i64)
    (if (i32.eqz (local.get 0)) (then (return (i64.add (local.get 1) (i64.trunc_f64_s (local.get 2))))))
    (return_call $wide
      (i64.const 1) (i64.const 2) (i64.const 3) (i64.const 4) (i64.const 5) (i64.const 6) (i64.const 7) (i64.const 8)
      (i32.sub (local.get 0) (i32.const 1)) (local.get 1)
      (f64.const 1) (f64.const 2) (f64.const 3) (f64.const 4) (f64.const 5) (f64.const 6) (f64.const 7) (f64.const 8)
      (local.get 2) (f32.const 9)))
  (func $wide (param i64 i64 i64 i64 i64 i64 i64 i64 i32 i64 f64 f64 f64 f64 f64 f64 f64 f64 f64 f32) (result i64)
    (return_call $narrow (local.get 8)
      (i64.add (local.get 9)
        (i64.sub (i64.add (i64.add (local.get 0) (local.get 7)) (i64.trunc_f32_s (local.get 19))) (i64.const 17)))
      (f64.add (local.get 18) (f64.sub (local.get 17) (f64.const 7.5)))))
  ;; Results that don't fit into registers.
  (func $five (type $five)
    (if (i32.eqz (local.get 0))
      (then (return (i32.const 1) (local.get 1) (local.get 2) (local.get 3) (i64.const -5))))
    (return_call_indirect $table (type $five)
      (i32.sub (local.get 0) (i32.const 1)) (i64.add (local.get 1) (i64.const 2)) (f32.const 3) (f64.const 4) (i32.const 6)))
  (func $require (param i32) (if (i32.eqz (local.get 0)) (then (unreachable))))
  (func (export "_start") (local i64 f32 f64 i64)
    (call $require (i32.eq (call $direct (i32.const 1000000)) (i32.const 11)))
    (call $require (i32.eq (call $viaTable (i32.const 1000000)) (i32.const 22)))
    (call $require (i32.eq (call $back (i32.const 500000) (i32.const 7)) (i32.const 500007)))
    (call $require (i64.eq (call $narrow (i32.const 500000) (i64.const 3) (f64.const 0)) (i64.const 750003)))
    (call $five (i32.const 1000000) (i64.const 0) (f32.const 0) (f64.const 0))
    (local.set 3) (local.set 2) (local.set 1) (local.set 0)
    (call $require (i32.eq (i32.const 1)))
    (call $require (i64.eq (local.get 0) (i64.const 2000000)))
    (call $require (f32.eq (local.get 1) (f32.const 3)))
    (call $require (f64.eq (local.get 2) (f64.const 4)))
    (call $require (i64.eq (local.get 3) (i64.const -5)))))
