;; Globals that some function does not give back look like a stack pointer, but their changes must be seen by the caller: after one of
;; two ways, by a round of a loop, through a call, by a sum that is a different one.
;; RUN: %everywhere --work %t.d --filecheck %s %s
;; RUN: %everywhere --work %t.d --filecheck %s --option=-O1 %s
;; CHECK: {{^}}status 0
(module
  (memory 1)
  (global $way (mut i32) (i32.const 1000))
  (global $round (mut i32) (i32.const 1000))
  (global $called (mut i32) (i32.const 1000))
  (global $sum (mut i32) (i32.const 1000))
  (global $swapped (mut i32) (i32.const 1000))
  (table funcref (elem $deeper $swap))
  (func $require (param i32) (if (i32.eqz (local.get 0)) (then (unreachable))))

  (func $oneWay (param i32) (result i32)
    (global.set $way (i32.sub (global.get $way) (i32.const 16)))
    (i32.store (global.get $way) (local.get 0))
    (if (local.get 0) (then (return (i32.load (global.get $way)))))
    (global.set $way (i32.add (global.get $way) (i32.const 16)))
    (i32.const 0))

  (func $rounds (param i32)
    (local $frame i32)
    (local.set $frame (global.get $round))
    (loop $again
      (global.set $round (i32.sub (local.get $frame) (i32.const 16)))
      (local.set $frame (global.get $round))
      (br_if $again (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))
    (global.set $round (i32.add (local.get $frame) (i32.const 16))))

  (func $deeper
    (global.set $called (i32.sub (global.get $called) (i32.const 8))))
  (func $balancedButForCalls
    (global.set $called (i32.sub (global.get $called) (i32.const 16)))
    (call_indirect (i32.const 0))
    (global.set $called (i32.add (global.get $called) (i32.const 16))))

  (func $otherSum (param i32)
    (local $frame i32)
    (global.set $sum (local.tee $frame (i32.sub (global.get $sum) (i32.const 16))))
    (i32.store (local.get $frame) (local.get 0))
    (global.set $sum (i32.add (local.get $frame) (i32.load (local.get $frame)))))

  (func $swap
    (global.set $swapped (i32.load (i32.const 0))))
  (func $user (result i32)
    (local $old i32)
    (local.set $old (global.get $swapped))
    (global.set $swapped (i32.const 64))
    (call_indirect (i32.const 1))
    (global.set $swapped (i32.add (global.get $swapped) (i32.const 1)))
    (i32.add (local.get $old) (global.get $swapped)))

  (func (export "_start")
    (drop (call $oneWay (i32.const 0)))
    (call $require (i32.eq (global.get $way) (i32.const 1000)))
    (drop (call $oneWay (i32.const 5)))
    (drop (call $oneWay (i32.const 6)))
    (call $require (i32.eq (global.get $way) (i32.const 968)))
    (call $rounds (i32.const 1))
    (call $require (i32.eq (global.get $round) (i32.const 1000)))
    (call $rounds (i32.const 4))
    (call $require (i32.eq (global.get $round) (i32.const 952)))
    (call $balancedButForCalls)
    (call $balancedButForCalls)
    (call $require (i32.eq (global.get $called) (i32.const 984)))
    (call $otherSum (i32.const 16))
    (call $require (i32.eq (global.get $sum) (i32.const 1000)))
    (call $otherSum (i32.const 20))
    (call $require (i32.eq (global.get $sum) (i32.const 1004)))
    (i32.store (i32.const 0) (i32.const 77))
    (call $require (i32.eq (call $user) (i32.const 1078)))
    (call $require (i32.eq (global.get $swapped) (i32.const 78)))))
