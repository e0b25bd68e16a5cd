;; A thousand threads, one after the other, and then as many at a time as there may be: one more is refused with a negative number.
;; When those have ended there is room again.
;; RUN: %everywhere --work %t.d --filecheck %s %s
;; CHECK: {{^}}status 0
(module
  (import "wasi" "thread-spawn" (func $spawn (param i32) (result i32)))
  (import "wasi_snapshot_preview1" "sched_yield" (func $yield (result i32)))
  (memory (export "memory") (import "env" "memory") 1 1 shared)
  (func $require (param i32) (if (i32.eqz (local.get 0)) (then (unreachable))))
  ;; 0: threads that have begun, 4: not 0 when all may end
  (func (export "wasi_thread_start") (param $thread i32) (param $waits i32)
    (drop (i32.atomic.rmw.add (i32.const 0) (i32.const 1)))
    (drop (memory.atomic.notify (i32.const 0) (i32.const 1)))
    (if (local.get $waits) (then (drop (memory.atomic.wait32 (i32.const 4) (i32.const 0) (i64.const -1))))))
  (func $awaitBegun (param $count i32) (local $begun i32)
    (loop $wait
      (local.set $begun (i32.atomic.load (i32.const 0)))
      (if (i32.ne (local.get $begun) (local.get $count))
        (then
          (drop (memory.atomic.wait32 (i32.const 0) (local.get $begun) (i64.const -1)))
          (br $wait)))))
  (func (export "_start") (local $count i32) (local $thread i32) (local $previous i32)
    (loop $next
      (local.set $thread (call $spawn (i32.const 0)))
      (call $require (i32.gt_s (local.get $thread) (i32.const 0)))
      (call $require (i32.ne (local.get $thread) (local.get $previous)))
      (local.set $previous (local.get $thread))
      (local.set $count (i32.add (local.get $count) (i32.const 1)))
      (call $awaitBegun (local.get $count))
      (br_if $next (i32.lt_u (local.get $count) (i32.const 1000))))
    (i32.atomic.store (i32.const 0) (i32.const 0))
    (local.set $count (i32.const 0))
    (loop $next
      (if (i32.gt_s (call $spawn (i32.const 1)) (i32.const 0))
        (then
          (local.set $count (i32.add (local.get $count) (i32.const 1)))
          (br_if $next (i32.lt_u (local.get $count) (i32.const 2000))))))
    (call $require (i32.gt_u (local.get $count) (i32.const 100)))
    (call $require (i32.lt_u (local.get $count) (i32.const 2000)))
    (call $require (i32.lt_s (call $spawn (i32.const 1)) (i32.const 0)))
    (call $awaitBegun (local.get $count))
    (i32.atomic.store (i32.const 4) (i32.const 1))
    (drop (memory.atomic.notify (i32.const 4) (i32.const -1)))
    (loop $again
      (drop (call $yield))
      (br_if $again (i32.lt_s (call $spawn (i32.const 0)) (i32.const 0))))))
