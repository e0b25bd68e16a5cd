;; An array that could never have room.
;; RUN: %everywhere --work %t.d --option=--max-gc-heap=64M --filecheck %s %s
;; CHECK: trap: heap exhausted
;; CHECK: status 134
(module
  (type $vectors (array (mut v128)))
  (memory (export "memory") 1)
  (global $length (mut i32) (i32.const -1))
  (func (export "_start") (drop (array.new_default $vectors (global.get $length)))))
