;; 128-bit sums and products, with operands that the compiler does not know: carries, borrows, signs.
;; RUN: %everywhere --work %t.d --filecheck %s %s
;; RUN: %everywhere --work %t.d --filecheck %s --option=-O0 %s
;; CHECK: {{^}}status 0
(module
  (memory 1)
  (func $require (param i64 i64 i64 i64)
    (if (i64.ne (local.get 0) (local.get 2)) (then (unreachable)))
    (if (i64.ne (local.get 1) (local.get 3)) (then (unreachable))))
  (func (export "_start") (local $zero i64) (local $ones i64) (local $low i64) (local $high i64)
    (local.set $zero (i64.load (i32.const 0)))
    (local.set $ones (i64.sub (local.get $zero) (i64.const 1)))
    (i64.add128 (local.get $ones) (i64.const 7) (i64.const 1) (local.get $zero))
    (i64.const 0) (i64.const 8) (call $require)
    (i64.add128 (local.get $ones) (local.get $ones) (local.get $ones) (local.get $ones))
    (i64.const -2) (i64.const -1) (call $require)
    (i64.sub128 (local.get $zero) (i64.const 3) (i64.const 1) (i64.const 1))
    (i64.const -1) (i64.const 1) (call $require)
    (i64.mul_wide_u (local.get $ones) (local.get $ones))
    (i64.const 1) (i64.const -2) (call $require)
    (i64.mul_wide_s (local.get $ones) (local.get $ones))
    (i64.const 1) (i64.const 0) (call $require)
    (i64.mul_wide_s (i64.add (local.get $zero) (i64.const 0x8000000000000000)) (i64.const 3))
    (i64.const 0x8000000000000000) (i64.const -2) (call $require)
    (i64.mul_wide_u (i64.add (local.get $zero) (i64.const 0x8000000000000000)) (i64.const 3))
    (i64.const 0x8000000000000000) (i64.const 1) (call $require)))
