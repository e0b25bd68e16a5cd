;; Calls of a null function reference. There is no test: the fault is the trap, also where the compiler knows that it is null, and
;; what the program has done before stands.
;; RUN: %everywhere --work %t.d --filecheck %s %s
;; RUN: %everywhere --work %t.d --filecheck %s --option=-O0 %s
;; RUN: sed 's/(call_ref/(return_call_ref/' %s > %t.tail.wat
;; RUN: %everywhere --work %t.d --filecheck %s %t.tail.wat
;; RUN: sed 's/(table.get .*))$/(ref.null $t)))/' %s > %t.known.wat
;; RUN: %everywhere --work %t.d --filecheck %s %t.known.wat
;; CHECK: app: trap: null function reference
;; CHECK-NEXT: #0 call
;; CHECK: status 134
(module
  (type $t (func (param i32) (result i32)))
  (table $table 3 (ref null $t))
  (func $call (param i32) (result i32)
    (call_ref $t (local.get 0)
      (table.get $table (local.get 0))))
  (func (export "_start")
    (drop (table.grow $table (ref.null $t) (i32.const 1)))
    (drop (i32.add (call $call (i32.const 2)) (i32.const 1)))))
