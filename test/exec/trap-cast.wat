;; A cast to a subtype of what the object is.
;; RUN: %everywhere --work %t.d --filecheck %s %s
;; CHECK: trap: cast failure
;; CHECK: status 134
(module
  (memory (export "memory") 1)
  (type $a (sub (struct)))
  (type $b (sub $a (struct (field i32))))
  (global $g (mut (ref null $a)) (struct.new $a))
  (func (export "_start") (drop (ref.cast (ref $b) (global.get $g)))))
