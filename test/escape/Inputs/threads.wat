;; Three threads, one after the other; status 3 if one could not be started.
(module
  (import "env" "memory" (memory 1 9 shared))
  (import "wasi" "thread-spawn" (func $spawn (param i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (func (export "wasi_thread_start") (param i32 i32)
    (drop (i32.atomic.rmw.add (i32.const 0) (i32.const 1)))
    (drop (memory.atomic.notify (i32.const 0) (i32.const 1))))
  (func (export "_start") (local $i i32)
    (loop $next
      (if (i32.le_s (call $spawn (local.get $i)) (i32.const 0)) (then (call $exit (i32.const 3))))
      (loop $wait
        (if (i32.ne (i32.atomic.load (i32.const 0)) (i32.add (local.get $i) (i32.const 1)))
          (then (drop (memory.atomic.wait32 (i32.const 0) (local.get $i) (i64.const -1))) (br $wait))))
      (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 3))))))
