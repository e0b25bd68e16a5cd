;; A handler that looks at the stack pointer, or calls a function that does, before it has set it sees what it was at the throw.
;; RUN: %everywhere --work %t.d --filecheck %s %s
;; RUN: %everywhere --work %t.0 --option=-O0 --filecheck %s %s
;; CHECK: {{^}}status 0
(module
  (memory 1)
  (tag $t)
  (global $seen (mut i32) (i32.const 1000))
  (global $called (mut i32) (i32.const 1000))
  (global $restored (mut i32) (i32.const 1000))
  (table 3 10 funcref)
  (elem (i32.const 0) $throwSeen $throwCalled $throwRestored)
  (func $require (param i32) (if (i32.eqz (local.get 0)) (then (unreachable))))

  (func $throwSeen
    (global.set $seen (i32.sub (global.get $seen) (i32.const 16)))
    (i32.store (global.get $seen) (i32.const 1))
    (throw $t))
  (func $throwCalled
    (global.set $called (i32.sub (global.get $called) (i32.const 16)))
    (throw $t))
  (func $throwRestored
    (global.set $restored (i32.sub (global.get $restored) (i32.const 16)))
    (i32.store (global.get $restored) (i32.const 1))
    (throw $t))

  (func $handlerSees (result i32)
    (block $caught (try_table (catch $t $caught) (call_indirect (i32.const 0))))
    (global.get $seen))
  (func $read (result i32) (global.get $called))
  (func $handlerCalls (result i32)
    (block $caught (try_table (catch $t $caught) (call_indirect (i32.const 1))))
    (call $read))
  (func $handlerRestores (result i32) (local $frame i32)
    (global.set $restored (local.tee $frame (i32.sub (global.get $restored) (i32.const 32))))
    (i32.store (local.get $frame) (i32.const 7))
    (block $caught
      (try_table (catch $t $caught) (call_indirect (i32.const 2)))
      (unreachable))
    (global.set $restored (local.get $frame))
    (call $useFrame)
    (global.set $restored (i32.add (local.get $frame) (i32.const 32)))
    (i32.load (local.get $frame)))
  (func $useFrame (local $frame i32)
    (global.set $restored (local.tee $frame (i32.sub (global.get $restored) (i32.const 16))))
    (i32.store (local.get $frame) (i32.const 3))
    (global.set $restored (i32.add (local.get $frame) (i32.const 16))))

  (func (export "_start")
    (call $require (i32.eq (call $handlerSees) (i32.const 984)))
    (call $require (i32.eq (call $handlerSees) (i32.const 968)))
    (call $require (i32.eq (call $handlerCalls) (i32.const 984)))
    (call $require (i32.eq (call $handlerRestores) (i32.const 7)))
    (call $require (i32.eq (call $handlerRestores) (i32.const 7)))))
