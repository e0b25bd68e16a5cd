;; A load of which a part is needed reads all of it: the last byte alone lies beyond the end. The number of arguments selects a case.
;; RUN: %everywhere --work %t.d --filecheck %s %s -- x
;; RUN: %everywhere --work %t.d --filecheck %s %s -- x x
;; RUN: %everywhere --work %t.d --filecheck %s %s -- x x x
;; RUN: %everywhere --work %t.d --filecheck %s %s -- x x x x
;; RUN: %everywhere --work %t.d --filecheck %s %s -- x x x x x
;; RUN: %everywhere --work %t.d --filecheck %s %s -- x x x x x x
;; RUN: %everywhere --work %t.d --filecheck %s %s -- x x x x x x x
;; RUN: %everywhere --work %t.d --filecheck %s %s -- x x x x x x x x
;; RUN: %everywhere --work %t.d --filecheck %s %s -- x x x x x x x x x
;; RUN: %everywhere --work %t.d --filecheck %s %s -- x x x x x x x x x x
;; RUN: %everywhere --work %t.d --filecheck %s --option=-O0 %s -- x x
;; RUN: %everywhere --work %t.d --filecheck %s --option=-O3 %s -- x x x x x
;; CHECK: app: trap: out of bounds memory access
;; CHECK: status 134
(module
  (import "wasi_snapshot_preview1" "args_sizes_get" (func $args (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "\f1\ff\00\00")
  (func $case1  ;; a dead vector
    (drop (v128.load (i32.load (i32.const 0)))))
  (func $case2  ;; the first lane
    (i32.store (i32.const 64) (i32x4.extract_lane 0 (v128.load (i32.load (i32.const 0))))))
  (func $case3  ;; lanes without the last
    (v128.store (i32.const 64) (i8x16.shuffle 0 1 2 3 0 1 2 3 0 1 2 3 0 1 2 3 (v128.load (i32.load (i32.const 0))) (v128.const i64x2 0 0))))
  (func $case4  ;; the lower half
    (v128.store (i32.const 64) (i16x8.extend_low_i8x16_u (v128.load (i32.load (i32.const 0))))))
  (func $case5  ;; a lane of a sum
    (f32.store (i32.const 64) (f32x4.extract_lane 1 (f32x4.add (v128.load (i32.load (i32.const 0))) (v128.const f32x4 1 2 3 4)))))
  (func $case6  ;; the last lane replaced
    (v128.store (i32.const 64) (i32x4.replace_lane 3 (v128.load (i32.load (i32.const 0))) (i32.const 1))))
  (func $case7  ;; bits masked away
    (v128.store (i32.const 64) (v128.and (v128.load (i32.load (i32.const 0))) (v128.const i32x4 -1 -1 -1 0))))
  (func $case8  ;; the low word of an integer
    (i32.store (i32.const 64) (i32.wrap_i64 (i64.load offset=8 (i32.load (i32.const 0))))))
  (func $case9  ;; the low byte of an integer
    (i32.store (i32.const 64) (i32.and (i32.load offset=12 (i32.load (i32.const 0))) (i32.const 255))))
  (func $case10  ;; the upper bytes shifted out
    (i32.store (i32.const 64) (i32.shl (i32.load offset=12 (i32.load (i32.const 0))) (i32.const 8))))
  (table funcref (elem $case1 $case2 $case3 $case4 $case5 $case6 $case7 $case8 $case9 $case10))
  (func (export "_start")
    (drop (call $args (i32.const 16) (i32.const 20)))
    (call_indirect (i32.sub (i32.load (i32.const 16)) (i32.const 2)))))
