;; Eight threads add to one counter atomically, and to another one under a lock made of wait and notify: nothing gets lost. They
;; grow the memory meanwhile, each by a page of its own.
;; RUN: %everywhere --work %t.d --filecheck %s %s
;; CHECK: {{^}}status 0
(module
  (import "env" "memory" (memory 1 9 shared))
  (import "wasi" "thread-spawn" (func $spawn (param i32) (result i32)))
  (func $require (param i32) (if (i32.eqz (local.get 0)) (then (unreachable))))
  ;; 0: atomic counter, 4: locked counter, 8: the lock (0 free, 1 held, 2 someone waits), 12: threads that are done
  (func $lock
    (if (i32.eqz (i32.atomic.rmw.cmpxchg (i32.const 8) (i32.const 0) (i32.const 1))) (then (return)))
    (loop $again
      (if (i32.ne (i32.atomic.rmw.xchg (i32.const 8) (i32.const 2)) (i32.const 0))
        (then
          (drop (memory.atomic.wait32 (i32.const 8) (i32.const 2) (i64.const -1)))
          (br $again)))))
  (func $unlock
    (if (i32.eq (i32.atomic.rmw.xchg (i32.const 8) (i32.const 0)) (i32.const 2))
      (then (drop (memory.atomic.notify (i32.const 8) (i32.const 1))))))
  (func (export "wasi_thread_start") (param $thread i32) (param $page i32) (local $i i32)
    (call $require (i32.ne (memory.grow (i32.const 1)) (i32.const -1)))
    (loop $next
      (drop (i32.atomic.rmw.add (i32.const 0) (i32.const 1)))
      (call $lock)
      (i32.store (i32.const 4) (i32.add (i32.load (i32.const 4)) (i32.const 1)))
      (call $unlock)
      (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 5000))))
    (drop (i32.atomic.rmw.add (i32.const 12) (i32.const 1)))
    (drop (memory.atomic.notify (i32.const 12) (i32.const 1))))
  (func (export "_start") (local $i i32) (local $done i32)
    (loop $next
      (call $require (i32.gt_s (call $spawn (local.get $i)) (i32.const 0)))
      (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 8))))
    (loop $wait
      (local.set $done (i32.atomic.load (i32.const 12)))
      (if (i32.ne (local.get $done) (i32.const 8))
        (then
          (drop (memory.atomic.wait32 (i32.const 12) (local.get $done) (i64.const -1)))
          (br $wait))))
    (call $require (i32.eq (i32.load (i32.const 0)) (i32.const 40000)))
    (call $require (i32.eq (i32.load (i32.const 4)) (i32.const 40000)))
    (call $require (i32.eq (memory.size) (i32.const 9)))
    (i32.store (i32.const 0x8fffc) (i32.const 1))))
