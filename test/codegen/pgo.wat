;; What a profile leads to: weights of branches, and calls through a table that nothing can change which compare the index, in front of
;; all checks, with that of the usual callee. Of a table that the program writes they compare the code.
;; RUN: rm -rf %t.d && mkdir %t.d && cd %t.d && wat2wasm --debug-names %s -o m.wasm
;; RUN: %wasmc m.wasm --pgo-instrument -o m && ./m && llvm-profdata merge default.profraw -o m.profdata
;; RUN: %wasmc m.wasm --pgo-use m.profdata --emit=llvm-ir -o - | FileCheck %s
;; RUN: %wasmc m.wasm --pgo-instrument --no-type-columns -o m && ./m && llvm-profdata merge default.profraw -o m.profdata
;; RUN: %wasmc m.wasm --pgo-use m.profdata --no-index-dispatch --no-type-columns --emit=llvm-ir -o - | FileCheck %s --check-prefix=CODE
;; RUN: sed 's/call_indirect $frozen/call_indirect $written/' %s > written.wat && wat2wasm --debug-names written.wat -o m.wasm
;; RUN: %wasmc m.wasm --pgo-instrument -o m && ./m && llvm-profdata merge default.profraw -o m.profdata
;; RUN: %wasmc m.wasm --pgo-use m.profdata --emit=llvm-ir -o - | FileCheck %s --check-prefix=WRITTEN
(module
  (type $operation (func (param i32) (result i32)))
  (memory 1)
  (data (i32.const 998) "\01\01")
  (table $frozen 4 funcref)
  (table $written 4 funcref)
  (elem (table $frozen) (i32.const 0) func $usual $rare)
  (elem (table $written) (i32.const 0) func $usual $rare)
  (func $usual (type $operation) (i32.store (local.get 0) (i32.const 3)) (i32.load offset=16 (local.get 0)))
  (func $rare (type $operation) (i32.store (i32.const 2008) (local.get 0)) (i32.const 5))
  (func (export "_start") (local $i i32)
    (table.set $written (i32.const 3) (ref.func $rare))
    (loop $again
      (i32.store (i32.const 2004)
        (call_indirect $frozen (type $operation) (i32.const 2032) (i32.load8_u (local.get $i))))
      (br_if $again (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 1000))))))
;; CHECK-LABEL: define internal {{.*}}void @wasm._start(
;; CHECK: [[INDEX:%.*]] = load i8
;; CHECK: [[USUAL:%.*]] = icmp eq i8 [[INDEX]], 0
;; CHECK-NEXT: br i1 [[USUAL]], label %{{.*}}, label %{{.*}}, !prof [[WEIGHTS:![0-9]+]]
;; CHECK: @module0.table0.type
;; CHECK: [[WEIGHTS]] = !{!"branch_weights", i32 998, i32 2}

;; CODE-LABEL: define internal {{.*}}void @wasm._start(
;; CODE: @module0.tabletypes0
;; CODE: icmp eq i8 %{{.*}}, 0

;; WRITTEN-LABEL: define internal {{.*}}void @wasm._start(
;; WRITTEN: icmp eq ptr %{{.*}}, @wasm.usual
