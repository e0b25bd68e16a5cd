;; However few bytes a thread's instance has, and wherever the linker puts their initial values, each thread finds its own.
;; RUN: split-file %s %t.src
;; RUN: %everywhere --work %t.d --filecheck %s %t.src/one.wat
;; RUN: %everywhere --work %t.d --filecheck %s %t.src/three.wat
;; RUN: %everywhere --work %t.d --filecheck %s %t.src/mixed.wat
;; CHECK: {{^}}status 3
;--- one.wat
(module
  (import "wasi" "thread-spawn" (func $spawn (param i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (import "env" "memory" (memory 1 1 shared))
  (global $a (mut i32) (i32.const 3))
  (func (export "wasi_thread_start") (param i32 i32) (call $exit (global.get $a)))
  (func (export "_start")
    (global.set $a (i32.const 5))
    (drop (call $spawn (i32.const 0)))
    (drop (memory.atomic.wait32 (i32.const 0) (i32.const 0) (i64.const -1)))))
;--- three.wat
(module
  (import "wasi" "thread-spawn" (func $spawn (param i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (import "env" "memory" (memory 1 1 shared))
  (global $a (mut i32) (i32.const 0x100))
  (global $b (mut i32) (i32.const 0))
  (global $c (mut i32) (i32.const 3))
  (func (export "wasi_thread_start") (param i32 i32)
    (call $exit (i32.add (i32.sub (global.get $a) (i32.const 0x100)) (i32.add (global.get $b) (global.get $c)))))
  (func (export "_start")
    (if (i32.ne (global.get $a) (i32.const 0x100)) (then (unreachable)))
    (if (i32.ne (global.get $c) (i32.const 3)) (then (unreachable)))
    (global.set $a (i32.const 5))
    (global.set $b (i32.const 5))
    (global.set $c (i32.const 5))
    (drop (call $spawn (i32.const 0)))
    (drop (memory.atomic.wait32 (i32.const 0) (i32.const 0) (i64.const -1)))))
;--- mixed.wat
(module
  (import "wasi" "thread-spawn" (func $spawn (param i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (import "env" "memory" (memory 1 1 shared))
  (global $a (mut i32) (i32.const 1))
  (global $b (mut v128) (v128.const i64x2 0 1))
  (global $c (mut f64) (f64.const 1))
  (func $sum (result i32)
    (i32.add (i32.add (global.get $a) (i32x4.extract_lane 2 (global.get $b))) (i32.trunc_f64_s (global.get $c))))
  (func (export "wasi_thread_start") (param i32 i32) (call $exit (call $sum)))
  (func (export "_start")
    (if (i32.ne (call $sum) (i32.const 3)) (then (unreachable)))
    (global.set $a (i32.const 5))
    (global.set $b (v128.const i64x2 5 5))
    (global.set $c (f64.const 5))
    (drop (call $spawn (i32.const 0)))
    (drop (memory.atomic.wait32 (i32.const 0) (i32.const 0) (i64.const -1)))))
