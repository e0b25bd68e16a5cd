;; In a library, a table that nobody else sees and only active segments fill has a column of code for each type. One that is exported,
;; written, of other instances' functions, or filled at a place that is not known has none.
;; RUN: split-file %s %t
;; RUN: %wasmc %t/private.wat --model=library --no-devirtualization --emit=llvm-ir -o %t/private.ll
;; RUN: %wasmc %t/exported.wat --model=library --no-devirtualization --emit=llvm-ir -o %t/exported.ll
;; RUN: %wasmc %t/written.wat --model=library --no-devirtualization --emit=llvm-ir -o %t/written.ll
;; RUN: %wasmc %t/imports.wat --model=library --no-devirtualization --emit=llvm-ir -o %t/imports.ll
;; RUN: %wasmc %t/unknown.wat --model=library --no-devirtualization --emit=llvm-ir -o %t/unknown.ll
;; RUN: %wasmc %t/outside.wat --model=library --no-devirtualization --emit=llvm-ir -o %t/outside.ll
;; RUN: %wasmc %t/several.wat --model=library --no-devirtualization --emit=llvm-ir -o %t/several.ll
;; RUN: FileCheck %s --check-prefix=COLUMN --input-file=%t/private.ll
;; RUN: FileCheck %s --check-prefix=SEVERAL --input-file=%t/several.ll --implicit-check-not=@module0.table0.type --implicit-check-not=@module0.table1.type
;; RUN: cat %t/exported.ll %t/written.ll %t/imports.ll %t/unknown.ll %t/outside.ll | FileCheck %s --check-prefix=NONE
;; COLUMN: @module0.table0.type{{[0-9]+}} = internal {{.*}}constant [3 x ptr] [ptr @wasm.f, ptr @element{{.*}}, ptr @wasm.g]
;; NONE-NOT: @module0.table0.type
;; Segments of expressions, or with an imported function, say nothing of other tables than theirs.
;; SEVERAL: @module0.table2.type{{[0-9]+}} = internal {{.*}}constant [2 x ptr] [ptr @wasm.g, ptr @element

;; What is in the column runs for this instance, and says what is missing or of another type.
;; RUN: %wasmc-wast --run --model=library %t/behaviour.wast | FileCheck %s --check-prefix=HELD
;; HELD: sum {{ *}}9 held {{ *}}0 failed

;--- private.wat
(module (type $t (func (param i32) (result i32)))
  (table 3 funcref) (elem (i32.const 0) $f) (elem (i32.const 2) $g)
  (func $f (param i32) (result i32) (local.get 0)) (func $g (param i32) (result i32) (i32.const 7))
  (func (export "call") (param i32) (result i32) (call_indirect (type $t) (i32.const 1) (local.get 0))))
;--- exported.wat
(module (type $t (func (param i32) (result i32)))
  (table (export "table") 3 funcref) (elem (i32.const 0) $f)
  (func $f (param i32) (result i32) (local.get 0))
  (func (export "call") (param i32) (result i32) (call_indirect (type $t) (i32.const 1) (local.get 0))))
;--- written.wat
(module (type $t (func (param i32) (result i32)))
  (table 3 funcref) (elem (i32.const 0) $f)
  (func $f (param i32) (result i32) (table.set (i32.const 0) (ref.null func)) (local.get 0))
  (func (export "call") (param i32) (result i32) (call_indirect (type $t) (i32.const 1) (local.get 0))))
;--- imports.wat
(module (type $t (func (param i32) (result i32)))
  (import "m" "f" (func $f (param i32) (result i32)))
  (table 3 funcref) (elem (i32.const 0) $f)
  (func (export "call") (param i32) (result i32) (call_indirect (type $t) (i32.const 1) (local.get 0))))
;--- unknown.wat
(module (type $t (func (param i32) (result i32)))
  (import "m" "g" (global $g i32))
  (table 3 funcref) (elem (global.get $g) $f)
  (func $f (param i32) (result i32) (local.get 0))
  (func (export "call") (param i32) (result i32) (call_indirect (type $t) (i32.const 1) (local.get 0))))
;--- outside.wat
(module (type $t (func (param i32) (result i32)))
  (table 3 funcref) (elem (i32.const 0) $f) (elem (i32.const 3) $f)
  (func $f (param i32) (result i32) (local.get 0))
  (func (export "call") (param i32) (result i32) (call_indirect (type $t) (i32.const 1) (local.get 0))))
;--- several.wat
(module (type $t (func (param i32) (result i32)))
  (import "m" "f" (func $f (param i32) (result i32)))
  (table $imports 2 funcref) (elem (table $imports) (i32.const 0) func $g $f)
  (table $expressions 2 funcref) (elem (table $expressions) (i32.const 0) funcref (ref.func $g) (ref.null func))
  (table $private 2 funcref) (elem (table $private) (i32.const 0) func $g)
  (func $g (param i32) (result i32) (i32.const 7))
  (func (export "call") (param i32) (result i32)
    (i32.add (i32.add
      (call_indirect $imports (type $t) (i32.const 1) (local.get 0))
      (call_indirect $expressions (type $t) (i32.const 1) (local.get 0)))
      (call_indirect $private (type $t) (i32.const 1) (local.get 0)))))
;--- behaviour.wast
(module definition $counter
  (type $t (func (result i32)))
  (global $n (mut i32) (i32.const 0))
  (table 4 funcref) (elem (i32.const 0) $next) (elem (i32.const 2) $other)
  (func $next (result i32) (global.set $n (i32.add (global.get $n) (i32.const 1))) (global.get $n))
  (func $other (param i32))
  (func (export "call") (param i32) (result i32) (call_indirect (type $t) (local.get 0))))
(module instance $a $counter)
(module instance $b $counter)
(assert_return (invoke $a "call" (i32.const 0)) (i32.const 1))
(assert_return (invoke $a "call" (i32.const 0)) (i32.const 2))
(assert_return (invoke $b "call" (i32.const 0)) (i32.const 1))
(assert_trap (invoke $a "call" (i32.const 1)) "uninitialized element")
(assert_trap (invoke $a "call" (i32.const 2)) "indirect call type mismatch")
(assert_trap (invoke $a "call" (i32.const 4)) "undefined element")
(assert_return (invoke $a "call" (i32.const 0)) (i32.const 3))
