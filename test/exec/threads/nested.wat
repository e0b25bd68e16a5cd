;; Threads start threads, several at once: each of four starts a chain of fifty, one out of the other. They all live at the same
;; time, and so their numbers differ.
;; RUN: %everywhere --work %t.d --filecheck %s %s
;; CHECK: {{^}}status 0
(module
  (import "wasi" "thread-spawn" (func $spawn (param i32) (result i32)))
  (import "env" "memory" (memory 1 1 shared))
  (func $require (param i32) (if (i32.eqz (local.get 0)) (then (unreachable))))
  ;; 0: threads that have reported, 4: not 0 when all may end, 8: threads that have begun; 1024: their numbers
  (func (export "wasi_thread_start") (param $thread i32) (param $left i32)
    (i32.atomic.store offset=1024
      (i32.mul (i32.atomic.rmw.add (i32.const 8) (i32.const 1)) (i32.const 4))
      (local.get $thread))
    (if (local.get $left)
      (then (call $require (i32.gt_s (call $spawn (i32.sub (local.get $left) (i32.const 1))) (i32.const 0)))))
    (drop (i32.atomic.rmw.add (i32.const 0) (i32.const 1)))
    (drop (memory.atomic.notify (i32.const 0) (i32.const 1)))
    (drop (memory.atomic.wait32 (i32.const 4) (i32.const 0) (i64.const -1))))
  (func $numberAt (param i32) (result i32) (i32.load offset=1024 (i32.mul (local.get 0) (i32.const 4))))
  (func (export "_start") (local $i i32) (local $k i32) (local $count i32)
    (loop $next
      (call $require (i32.gt_s (call $spawn (i32.const 49)) (i32.const 0)))
      (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 4))))
    (loop $wait
      (local.set $count (i32.atomic.load (i32.const 0)))
      (if (i32.ne (local.get $count) (i32.const 200))
        (then
          (drop (memory.atomic.wait32 (i32.const 0) (local.get $count) (i64.const -1)))
          (br $wait))))
    (local.set $i (i32.const 0))
    (loop $each
      (call $require (i32.gt_s (call $numberAt (local.get $i)) (i32.const 0)))
      (local.set $k (i32.add (local.get $i) (i32.const 1)))
      (loop $other
        (call $require (i32.ne (call $numberAt (local.get $i)) (call $numberAt (local.get $k))))
        (br_if $other (i32.lt_u (local.tee $k (i32.add (local.get $k) (i32.const 1))) (i32.const 200))))
      (br_if $each (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 199))))
    (i32.atomic.store (i32.const 4) (i32.const 1))
    (drop (memory.atomic.notify (i32.const 4) (i32.const -1)))))
