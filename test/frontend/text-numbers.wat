;; Numeric literals mean what the specification says, to the last bit: ties round to even, what is too small is zero, NaNs keep
;; their payload.
;; RUN: %wasmc --emit=wat %s -o - | FileCheck %s
(module
  (func (result f32 f32 f32 f32 f32 f32 f32)
    ;; CHECK: f32.const 0{{$}}
    f32.const 0x1p-150
    ;; CHECK-NEXT: f32.const 1e-45
    f32.const 0x1.000001p-150
    ;; CHECK-NEXT: f32.const 16777216
    f32.const 16777217
    ;; CHECK-NEXT: f32.const 16777220
    f32.const 16777219
    ;; CHECK-NEXT: f32.const 16777218
    f32.const 16_777_217.000_000_001
    ;; CHECK-NEXT: f32.const -nan:0x200001
    f32.const -nan:0x20_0001
    ;; CHECK-NEXT: f32.const 3.4028235e+38
    f32.const 0x1.fffffefffp127
  )
  (func (result f64 i32 i64)
    ;; CHECK: f64.const 5e-324
    f64.const 2.5e-324
    ;; CHECK-NEXT: i32.const -1
    i32.const 0xffff_ffff
    ;; CHECK-NEXT: i64.const -9223372036854775808
    i64.const 0x8000_0000_0000_0000
  )
)
