;; Every assertion here claims something false of a vector.
(module
  (func (export "v") (param v128) (result v128) (local.get 0))
  (global (export "g") v128 (v128.const i64x2 1 2)))
(assert_return (invoke "v" (v128.const i8x16 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15)) (v128.const i8x16 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 14))
(assert_return (invoke "v" (v128.const i16x8 0 1 2 3 4 5 6 7)) (v128.const i16x8 1 1 2 3 4 5 6 7))
(assert_return (invoke "v" (v128.const f32x4 1 nan:0x200000 3 4)) (v128.const f32x4 1 nan:arithmetic 3 4))
(assert_return (invoke "v" (v128.const f64x2 nan:0xc000000000000 1)) (v128.const f64x2 nan:canonical 1))
(assert_return (invoke "v" (v128.const i64x2 1 2)) (either (v128.const i64x2 1 3) (v128.const i64x2 0 2)))
(assert_return (invoke "v" (v128.const i64x2 1 2)) (i64.const 1))
(assert_return (get "g") (v128.const i64x2 2 1))
(assert_return (get "g") (v128.const i64x2 1 2))
