;; A heap that is full of objects in use is a trap, with a backtrace; what went before is done.
;; RUN: %everywhere --work %t.d --option=--max-gc-heap=4M --filecheck %s %s
;; CHECK: trap: heap exhausted
;; CHECK-NEXT: #0 fill
;; CHECK: status 134
(module
  (type $list (struct (field (ref null $list)) (field i64)))
  (func $fill (export "fill")
    (local $list (ref null $list))
    (loop $more
      (local.set $list (struct.new $list (local.get $list) (i64.const 1)))
      (br $more)))
  (memory (export "memory") 1)
  (func (export "_start") (call $fill)))
