;; Waiting in a memory that no other thread can have.
;; RUN: %everywhere --work %t.d --filecheck %s %s
;; CHECK: app: trap: expected shared memory
;; CHECK: status 134
(module
  (memory 1)
  (func (export "_start")
    (drop (memory.atomic.notify (i32.const 0) (i32.const 1)))
    (drop (memory.atomic.wait64 (i32.const 0) (i64.const 1) (i64.const 0)))))
