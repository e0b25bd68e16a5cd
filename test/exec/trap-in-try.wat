;; No handler catches a trap, nor that the stack is exhausted.
;; RUN: %everywhere --work %t.d --option=-O0 --filecheck %s %s
;; CHECK: app: trap: call stack exhausted
;; CHECK: status 134
(module
  (func $endless (result i32)
    (block $any
      (try_table (catch_all $any) (return (i32.add (call $endless) (i32.const 1)))))
    (i32.const 0))
  (func (export "_start") (drop (call $endless))))
