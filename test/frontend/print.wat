;; What the printer makes of each kind of field: names as identifiers, the others as indices, custom sections as annotations.
;; RUN: %wasmc --features=all,+legacy-exceptions --emit=wat %s -o - | FileCheck %s --strict-whitespace --match-full-lines
;; RUN: %wasmc --features=all,+legacy-exceptions --emit=wat %s -o - | %wasmc --features=all,+legacy-exceptions --emit=wat - -o - | FileCheck %s --strict-whitespace --match-full-lines
(module $m
  (@custom "first" (before first) "\00\ff\"a")
  (type $f (func (param i32 i64) (result f32)))
  (rec
    (type $list (sub (struct (field $head (mut i8)) (field $tail (ref null $list)))))
    (type $longer (sub final $list (struct (field (mut i8)) (field (ref null $list)) (field f64)))))
  (type (array (mut i16)))
  (type (func))
  (type $t (func (param i32)))
  (import "a" "ä" (func $"ä" (type $f)))
  (import "a" "m" (memory i64 1 2))
  (table $table 1 2 funcref)
  (table 3 (ref $f) (ref.func $"ä"))
  (memory $shared 1 2 shared)
  (memory 1 (pagesize 1))
  (tag $e (param i32))
  (global $g (mut i32) (i32.add (i32.const 1) (i32.const 2)))
  (export "t" (table $table))
  (start $start)
  (elem (i32.const 0) func $"ä" $start)
  (elem $passive funcref (ref.null func) (item ref.func $start))
  (elem declare func $start)
  (func $start (local $x i32) (local v128)
    (block $nothing
      (block $out (result i32)
        (try_table (catch $e $out) (catch_all $nothing)
          (drop (f32.const 0.1)) (drop (f64.const -nan:0x4000000000000))
          (drop (i32x4.extract_lane 3 (v128.const i32x4 1 -1 0 0x7fff_ffff))))
        unreachable)
      drop)
    local.get $x
    (@metadata.code.branch_hint "\01")
    if
      i32.const 1
      i64.load $shared offset=8 align=1
      drop
    else
      ref.null $list
      ref.test (ref $longer)
      br_table 0 1 0
    end
  )
  (data $d (memory $shared) (i32.const 1) "a\22" "\\b\00")
  (@custom "last")
)

;;      CHECK:(module $m
;; CHECK-NEXT:  (type $f (func (param i32 i64) (result f32)))
;; CHECK-NEXT:  (rec
;; CHECK-NEXT:    (type $list (sub (struct (field $head (mut i8)) (field $tail (ref null $list)))))
;; CHECK-NEXT:    (type $longer (sub final $list (struct (field (mut i8)) (field (ref null $list)) (field f64))))
;; CHECK-NEXT:  )
;; CHECK-NEXT:  (type (array (mut i16)))
;; CHECK-NEXT:  (type (func))
;; CHECK-NEXT:  (type $t (func (param i32)))
;; CHECK-NEXT:  (import "a" "\c3\a4" (func $"\c3\a4" (type $f) (param i32 i64) (result f32)))
;; CHECK-NEXT:  (import "a" "m" (memory i64 1 2))
;; CHECK-NEXT:  (table $table 1 2 funcref)
;; CHECK-NEXT:  (table 3 (ref $f) (ref.func $"\c3\a4"))
;; CHECK-NEXT:  (memory $shared 1 2 shared)
;; CHECK-NEXT:  (memory 1 (pagesize 1))
;; CHECK-NEXT:  (tag $e (type $t) (param i32))
;; CHECK-NEXT:  (global $g (mut i32) i32.const 1 i32.const 2 i32.add)
;; CHECK-NEXT:  (export "t" (table $table))
;; CHECK-NEXT:  (start $start)
;; CHECK-NEXT:  (elem (i32.const 0) func $"\c3\a4" $start)
;; CHECK-NEXT:  (elem $passive funcref (ref.null func) (ref.func $start))
;; CHECK-NEXT:  (elem declare func $start)
;; CHECK-NEXT:  (func $start (type 4)
;; CHECK-NEXT:    (local $x i32)
;; CHECK-NEXT:    (local v128)
;; CHECK-NEXT:    block $nothing
;; CHECK-NEXT:      block $out (result i32)
;; CHECK-NEXT:        try_table (catch $e $out) (catch_all $nothing)
;; CHECK-NEXT:          f32.const 0.1
;; CHECK-NEXT:          drop
;; CHECK-NEXT:          f64.const -nan:0x4000000000000
;; CHECK-NEXT:          drop
;; CHECK-NEXT:          v128.const i32x4 0x00000001 0xffffffff 0x00000000 0x7fffffff
;; CHECK-NEXT:          i32x4.extract_lane 3
;; CHECK-NEXT:          drop
;; CHECK-NEXT:        end
;; CHECK-NEXT:        unreachable
;; CHECK-NEXT:      end
;; CHECK-NEXT:      drop
;; CHECK-NEXT:    end
;; CHECK-NEXT:    local.get $x
;; CHECK-NEXT:    (@metadata.code.branch_hint "\01")
;; CHECK-NEXT:    if
;; CHECK-NEXT:      i32.const 1
;; CHECK-NEXT:      i64.load $shared offset=8 align=1
;; CHECK-NEXT:      drop
;; CHECK-NEXT:    else
;; CHECK-NEXT:      ref.null $list
;; CHECK-NEXT:      ref.test (ref $longer)
;; CHECK-NEXT:      br_table 0 1 0
;; CHECK-NEXT:    end
;; CHECK-NEXT:  )
;; CHECK-NEXT:  (data $d (memory $shared) (i32.const 1) "a\"\\b\00")
;; CHECK-NEXT:  (@custom "first" (before first) "\00\ff\"a")
;; CHECK-NEXT:  (@custom "last" (after data) "")
;; CHECK-NEXT:)
