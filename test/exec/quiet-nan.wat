;; Arithmetic on a signalling NaN gives a quiet one, also where it would change no other operand and the optimiser knows it.
;; The status is the number of the first case that fails.
;; RUN: %wat2wasm %s -o %t.wasm
;; RUN: %everywhere --work %t.d --filecheck %s %t.wasm
;; RUN: %everywhere --work %t.d --filecheck %s --option=-O1 %t.wasm
;; RUN: %everywhere --work %t.d --filecheck %s --option=-O0 %t.wasm
;; CHECK: {{^}}status 0
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "\01\00\a0\7f")
  (func $expectQuiet (param $case i32) (param $bits i32)
    (if (i32.ne (i32.and (local.get $bits) (i32.const 0x7fc00000)) (i32.const 0x7fc00000))
      (then (call $exit (local.get $case)))))
  (func (export "_start") (local $x f32)
    (local.set $x (f32.load (i32.const 0)))
    (call $expectQuiet (i32.const 1) (i32.reinterpret_f32 (f32.mul (local.get $x) (f32.const 1))))
    (call $expectQuiet (i32.const 2) (i32.reinterpret_f32 (f32.mul (f32.const 1) (local.get $x))))
    (call $expectQuiet (i32.const 3) (i32.reinterpret_f32 (f32.div (local.get $x) (f32.const 1))))
    (call $expectQuiet (i32.const 4) (i32.reinterpret_f32 (f32.sub (local.get $x) (f32.const 0))))
    (call $expectQuiet (i32.const 5) (i32.reinterpret_f32 (f32.add (local.get $x) (f32.const -0))))
    (call $expectQuiet (i32.const 6) (i32.reinterpret_f32 (f32.add (f32.const -0) (local.get $x))))
    (call $expectQuiet (i32.const 7) (i32.reinterpret_f32 (f32.mul (local.get $x) (f32.const -1))))
    (call $expectQuiet (i32.const 8) (i32.reinterpret_f32 (f32.div (local.get $x) (f32.const -1))))
    (call $expectQuiet (i32.const 9) (i32.reinterpret_f32 (f32.sub (f32.const -0) (local.get $x))))
    (call $expectQuiet (i32.const 10) (i32.reinterpret_f32 (f32.min (local.get $x) (local.get $x))))
    (call $expectQuiet (i32.const 11) (i32.reinterpret_f32 (f32.min (local.get $x) (f32.const inf))))
    (call $expectQuiet (i32.const 12) (i32.reinterpret_f32 (f32.max (local.get $x) (f32.const -inf))))
    (call $expectQuiet (i32.const 13) (i32.reinterpret_f32 (f32.demote_f64 (f64.promote_f32 (local.get $x)))))
    (call $expectQuiet (i32.const 14) (i32.reinterpret_f32 (f32.ceil (f32.floor (local.get $x)))))
    (call $expectQuiet (i32.const 15) (i32.reinterpret_f32 (f32.sqrt (local.get $x))))))
