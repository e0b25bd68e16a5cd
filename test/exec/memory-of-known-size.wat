;; Memories that cannot grow have a constant for their size, shared ones, too: it is answered, growth by nothing succeeds, growth by
;; something fails, and the last byte is there but not the one behind it.
;; RUN: %everywhere --work %t.d --filecheck %s %s
;; RUN: %everywhere --work %t.d --filecheck %s --option=-O0 %s
;; RUN: %everywhere --work %t.d --filecheck %s --option=--no-known-sizes %s
;; CHECK: app: trap: out of bounds memory access
;; CHECK: {{^}}status 134
(module
  (memory $shared 2 2 shared)
  (memory $plain 1 1)
  (func $require (param i32) (if (i32.eqz (local.get 0)) (then (unreachable))))
  (func (export "_start")
    (call $require (i32.eq (memory.size $shared) (i32.const 2)))
    (call $require (i32.eq (memory.size $plain) (i32.const 1)))
    (call $require (i32.eq (memory.grow $shared (i32.const 0)) (i32.const 2)))
    (call $require (i32.eq (memory.grow $shared (i32.const 1)) (i32.const -1)))
    (call $require (i32.eq (memory.grow $plain (i32.const 1)) (i32.const -1)))
    (i32.store8 $shared (i32.const 131071) (memory.size $shared))
    (call $require (i32.eq (i32.load8_u $shared (i32.const 131071)) (i32.const 2)))
    (i32.store8 $plain (i32.load (i32.const 131064)) (memory.size $plain))
    (i32.store8 $plain (i32.add (i32.const 65536) (i32.load (i32.const 131064))) (i32.const 1))))
