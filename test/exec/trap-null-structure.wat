;; A field of null.
;; RUN: %everywhere --work %t.d --filecheck %s %s
;; CHECK: trap: null structure reference
;; CHECK: status 134
(module
  (memory (export "memory") 1)
  (type $t (struct (field i32)))
  (func (export "_start") (drop (struct.get $t 0 (ref.null $t)))))
