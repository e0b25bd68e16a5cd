;; An atomic access at an address that is no multiple of its width, though inside the memory.
;; RUN: %everywhere --work %t.d --filecheck %s %s
;; CHECK: app: trap: unaligned atomic
;; CHECK: status 134
(module
  (memory 1)
  (func (export "_start")
    (drop (i32.atomic.rmw.add offset=2 (i32.load (i32.const 0)) (i32.const 1)))))
