;; The process ends with the first thread's return from _start, also while others run; a memory may come from anywhere, by any name,
;; and without thread-spawn.
;; RUN: split-file %s %t.src
;; RUN: %everywhere --work %t.d --filecheck %s %t.src/busy.wat
;; RUN: %everywhere --work %t.d --filecheck %s %t.src/alone.wat
;; CHECK: {{^}}status 0
;--- busy.wat
(module
  (import "wasi" "thread-spawn" (func $spawn (param i32) (result i32)))
  (import "" "some memory" (memory 1 1 shared))
  (func (export "wasi_thread_start") (param i32 i32)
    (i32.atomic.store (i32.const 0) (i32.const 1))
    (drop (memory.atomic.notify (i32.const 0) (i32.const 1)))
    (loop $busy (br $busy)))
  (func (export "_start")
    (if (i32.lt_s (call $spawn (i32.const 0)) (i32.const 0)) (then (unreachable)))
    (drop (memory.atomic.wait32 (i32.const 0) (i32.const 0) (i64.const -1)))))
;--- alone.wat
(module
  (import "foo" "bar" (memory $m 1 2 shared))
  (import "foo" "bar" (memory $same 1 2 shared))
  (import "foo" "other" (memory $other 0 2 shared))
  (data $m (i32.const 4) "\05")
  (func (export "_start")
    (if (i32.ne (i32.load8_u $same (i32.const 4)) (i32.const 5)) (then (unreachable)))
    (if (i32.ne (memory.grow $same (i32.const 1)) (i32.const 1)) (then (unreachable)))
    (if (i32.ne (memory.size $m) (i32.const 2)) (then (unreachable)))
    (if (i32.ne (memory.size $other) (i32.const 0)) (then (unreachable)))))
