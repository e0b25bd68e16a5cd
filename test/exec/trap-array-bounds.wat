;; An element behind the last.
;; RUN: %everywhere --work %t.d --filecheck %s %s
;; CHECK: trap: out of bounds array access
;; CHECK: status 134
(module
  (memory (export "memory") 1)
  (type $t (array i32))
  (global $i (mut i32) (i32.const 3))
  (func (export "_start") (drop (array.get $t (array.new_default $t (i32.const 3)) (global.get $i)))))
