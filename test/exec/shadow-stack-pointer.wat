;; A global that every function gives back is passed in a register: frames of fixed and of variable size, in loops, through calls that
;; return their argument, in recursion and through a table that mixes functions with and without frames. The last line of the guest's
;; checks is that the pointer is where it began.
;; RUN: %everywhere --work %t.d --filecheck %s %s
;; RUN: %everywhere --work %t.d --filecheck %s --option=-O1 %s
;; RUN: %everywhere --work %t.d --filecheck %s --option=--no-stack-pointer-passing %s
;; CHECK: {{^}}status 0
(module
  (memory 2)
  (global $sp (mut i32) (i32.const 65536))
  (type $unary (func (param i32) (result i32)))
  (table funcref (elem $framed $plain $recursive $variable))
  (func $require (param i32) (if (i32.eqz (local.get 0)) (then (unreachable))))

  ;; Like memset: returns its first argument.
  (func $clear (param $at i32) (param $size i32) (result i32)
    (if (i32.eqz (local.get $size)) (then (return (local.get $at))))
    (memory.fill (local.get $at) (i32.const 0) (local.get $size))
    (local.get $at))

  (func $plain (type $unary) (i32.add (local.get 0) (i32.const 1)))

  ;; Its frame is reached through what a call returns.
  (func $framed (type $unary) (local $frame i32)
    (global.set $sp (local.tee $frame (i32.sub (global.get $sp) (i32.const 32))))
    (local.set $frame (call $clear (local.get $frame) (i32.const 32)))
    (i32.store offset=12 (local.get $frame) (local.get 0))
    (local.set 0 (call $plain (i32.load offset=12 (local.get $frame))))
    (call $require (i32.eqz (i32.load offset=16 (local.get $frame))))
    (global.set $sp (i32.add (local.get $frame) (i32.const 32)))
    (local.get 0))

  ;; n + (n-1) + ... + 0, by way of the table; each frame must survive those below it.
  (func $recursive (type $unary) (local $frame i32)
    (if (i32.eqz (local.get 0)) (then (return (i32.const 0))))
    (global.set $sp (local.tee $frame (i32.sub (global.get $sp) (i32.const 16))))
    (i32.store (local.get $frame) (local.get 0))
    (local.set 0 (call_indirect (type $unary) (i32.sub (local.get 0) (i32.const 1)) (i32.const 2)))
    (local.set 0 (i32.add (local.get 0) (i32.load (local.get $frame))))
    (global.set $sp (i32.add (local.get $frame) (i32.const 16)))
    (local.get 0))

  ;; As alloca in a loop: a frame of its argument's size in each round, all gone at the end.
  (func $variable (type $unary) (local $old i32) (local $i i32) (local $sum i32)
    (local.set $old (global.get $sp))
    (loop $again
      (global.set $sp (i32.sub (global.get $sp) (i32.and (i32.add (local.get 0) (i32.const 15)) (i32.const -16))))
      (i32.store (global.get $sp) (local.get $i))
      (drop (call $framed (i32.const 7)))
      (local.set $sum (i32.add (local.get $sum) (i32.load (global.get $sp))))
      (br_if $again (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 10))))
    (global.set $sp (local.get $old))
    (local.get $sum))

  ;; Frames of two sizes, by one of two ways.
  (func $either (param $n i32) (result i32) (local $size i32)
    (if (local.get $n)
      (then (global.set $sp (i32.sub (global.get $sp) (i32.const 48))))
      (else (global.set $sp (i32.sub (global.get $sp) (i32.const 16)))
            (global.set $sp (i32.sub (global.get $sp) (i32.const 32)))))
    (i32.store (global.get $sp) (local.get $n))
    (local.set $n (call $recursive (i32.load (global.get $sp))))
    (global.set $sp (i32.add (global.get $sp) (i32.const 48)))
    (local.get $n))

  (func (export "_start") (local $i i32)
    (call $require (i32.eq (call_indirect (type $unary) (i32.const 41) (i32.const 0)) (i32.const 42)))
    (call $require (i32.eq (call_indirect (type $unary) (i32.const 41) (i32.const 1)) (i32.const 42)))
    (call $require (i32.eq (call_indirect (type $unary) (i32.const 1000) (i32.const 2)) (i32.const 500500)))
    (loop $again
      (call $require (i32.eq (call_indirect (type $unary) (local.get $i) (i32.const 3)) (i32.const 45)))
      (call $require (i32.eq (call $either (local.get $i))
                             (i32.div_u (i32.mul (local.get $i) (i32.add (local.get $i) (i32.const 1))) (i32.const 2))))
      (br_if $again (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 50))))
    (call $require (i32.eq (global.get $sp) (i32.const 65536)))))
