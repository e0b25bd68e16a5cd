;; The length of null.
;; RUN: %everywhere --work %t.d --filecheck %s %s
;; CHECK: trap: null array reference
;; CHECK: status 134
(module
  (memory (export "memory") 1)
  (type $t (array i32))
  (func (export "_start") (drop (array.len (ref.null $t)))))
