;; Notifying behind the memory's end, where nobody can wait.
;; RUN: %everywhere --work %t.d --filecheck %s %s
;; CHECK: app: trap: out of bounds memory access
;; CHECK: status 134
(module
  (memory 1 1 shared)
  (func (export "_start")
    (drop (memory.atomic.notify offset=65532 (i32.const 0) (i32.const 1)))
    (drop (memory.atomic.notify offset=65532 (i32.load (i32.const 0)) (i32.const 1)))
    (drop (memory.atomic.notify offset=65536 (i32.load (i32.const 0)) (i32.const 1)))))
