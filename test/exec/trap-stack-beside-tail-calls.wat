;; Endless recursion exhausts the stack in a module with tail calls, too: only return_call replaces its caller.
;; RUN: %everywhere --work %t.d --filecheck %s %s
;; RUN: %everywhere --work %t.d --filecheck %s --option=-O0 %s
;; CHECK: app: trap: call stack exhausted
;; CHECK: more frames
;; CHECK: status 134
(module
  (type $step (func (param i64) (result i64)))
  (table 4 funcref)
  (elem (i32.const 0) func $forward $back)
  (func $forward (type $step) (return_call_indirect (type $step) (i64.add (local.get 0) (i64.const 1)) (i32.const 1)))
  (func $back (type $step) (call_indirect (type $step) (local.get 0) (i32.const 0)))
  (func (export "_start")
    (drop (table.grow (ref.null func) (i32.const 1)))
    (drop (call $forward (i64.const 0)))))
