;; Arguments that are on their way to the callee of a tail call, in the thread's buffer for those that registers have no room for, stay
;; alive while another thread collects, wherever that stops this one.
;; RUN: %everywhere --work %t.d --option=--gc-stress --filecheck %s %s
;; CHECK: {{^}}status 0
(module
  (import "env" "memory" (memory 1 1 shared))
  (import "wasi" "thread-spawn" (func $spawn (param i32) (result i32)))
  (type $box (struct (field i32)))
  (type $rotate (func (param i32)
    (param (ref $box) (ref $box) (ref $box) (ref $box) (ref $box) (ref $box) (ref $box) (ref $box))
    (param (ref $box) (ref $box) (ref $box) (ref $box) (ref $box) (ref $box) (ref $box) (ref $box))
    (param (ref $box) (ref $box) (ref $box) (ref $box) (ref $box) (ref $box) (ref $box) (ref $box))))
  (global $rotate (mut (ref $rotate)) (ref.func $one))
  (func $box (param i32) (result (ref $box)) (struct.new $box (local.get 0)))

  ;; Until there is a word in memory. The first box is the one that was made with this number, modulo 24.
  (func $rotate (type $rotate)
    (if (i32.ne (struct.get $box 0 (local.get 1)) (i32.rem_u (local.get 0) (i32.const 24))) (then (unreachable)))
    (if (i32.atomic.load (i32.const 0)) (then (return)))
    (return_call_ref $rotate (i32.add (local.get 0) (i32.const 1))
      (local.get 2) (local.get 3) (local.get 4) (local.get 5) (local.get 6) (local.get 7) (local.get 8) (local.get 9)
      (local.get 10) (local.get 11) (local.get 12) (local.get 13) (local.get 14) (local.get 15) (local.get 16) (local.get 17)
      (local.get 18) (local.get 19) (local.get 20) (local.get 21) (local.get 22) (local.get 23) (local.get 24) (local.get 1)
      (global.get $rotate)))
  (elem declare func $rotate)
  (func $one (type $rotate) (unreachable))
  ;; By a tail call, so that no frame has them as well.
  (func $begin
    (return_call_ref $rotate (i32.const 0)
      (call $box (i32.const 0)) (call $box (i32.const 1)) (call $box (i32.const 2)) (call $box (i32.const 3))
      (call $box (i32.const 4)) (call $box (i32.const 5)) (call $box (i32.const 6)) (call $box (i32.const 7))
      (call $box (i32.const 8)) (call $box (i32.const 9)) (call $box (i32.const 10)) (call $box (i32.const 11))
      (call $box (i32.const 12)) (call $box (i32.const 13)) (call $box (i32.const 14)) (call $box (i32.const 15))
      (call $box (i32.const 16)) (call $box (i32.const 17)) (call $box (i32.const 18)) (call $box (i32.const 19))
      (call $box (i32.const 20)) (call $box (i32.const 21)) (call $box (i32.const 22)) (call $box (i32.const 23))
      (global.get $rotate)))
  (func (export "wasi_thread_start") (param i32 i32)
    (global.set $rotate (ref.func $rotate))
    (call $begin)
    (i32.atomic.store (i32.const 4) (i32.const 1))
    (drop (memory.atomic.notify (i32.const 4) (i32.const 1))))
  (func (export "_start") (local $i i32)
    (drop (call $spawn (i32.const 0)))
    (loop $collect
      (drop (call $box (i32.const -1)))
      (br_if $collect (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 3000))))
    (i32.atomic.store (i32.const 0) (i32.const 1))
    (drop (memory.atomic.wait32 (i32.const 4) (i32.const 0) (i64.const -1)))))
