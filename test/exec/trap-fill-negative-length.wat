;; A length of 2^32 - 1 is just that, and nothing is written before the whole range has been checked.
;; RUN: %everywhere --work %t.d --filecheck %s %s
;; CHECK: app: trap: out of bounds memory access
;; CHECK: status 134
(module
  (memory 65535 65535)
  (func (export "_start")
    (memory.fill (i32.const 0) (i32.const 1) (i32.const -1))))
