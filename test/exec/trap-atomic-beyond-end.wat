;; An aligned atomic access right behind the memory's end.
;; RUN: %everywhere --work %t.d --filecheck %s %s
;; CHECK: app: trap: out of bounds memory access
;; CHECK: status 134
(module
  (memory 1 1 shared)
  (func (export "_start")
    (drop (i64.atomic.load offset=65536 (i32.load (i32.const 0))))))
