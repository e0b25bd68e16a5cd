;; Arguments of tail calls that don't fit into registers pass through memory of the thread's own: four threads rotate theirs at
;; once, and each finds them as it left them.
;; RUN: %everywhere --work %t.d --filecheck %s %s
;; CHECK: {{^}}status 0
(module
  (import "wasi" "thread-spawn" (func $spawn (param i32) (result i32)))
  (import "env" "memory" (memory 1 1 shared))
  (func $rotate (param $left i32) (param $p0 i64) (param $p1 i64) (param $p2 i64) (param $p3 i64) (param $p4 i64) (param $p5
      i64) (param $p6 i64) (param $p7 i64) (param $p8 i64) (param $p9 i64) (param $p10 i64) (param $p11 i64) (param $p12 i64)
      (param $p13 i64) (param $p14 i64) (param $p15 i64) (param $p16 i64) (param $p17 i64) (param $p18 i64) (param $p19 i64)
      (param $p20 i64) (param $p21 i64) (param $p22 i64) (param $p23 i64) (result i64)
    (if (i32.eqz (local.get $left)) (then (return (local.get $p23))))
    (return_call $rotate (i32.sub (local.get $left) (i32.const 1))
        (local.get $p1)
        (local.get $p2)
        (local.get $p3)
        (local.get $p4)
        (local.get $p5)
        (local.get $p6)
        (local.get $p7)
        (local.get $p8)
        (local.get $p9)
        (local.get $p10)
        (local.get $p11)
        (local.get $p12)
        (local.get $p13)
        (local.get $p14)
        (local.get $p15)
        (local.get $p16)
        (local.get $p17)
        (local.get $p18)
        (local.get $p19)
        (local.get $p20)
        (local.get $p21)
        (local.get $p22)
        (local.get $p23)
        (local.get $p0)))
  (func (export "wasi_thread_start") (param $thread i32) (param $seed i32) (local $s i64)
    (local.set $s (i64.mul (i64.extend_i32_u (local.get $seed)) (i64.const 1000)))
    (if (i64.ne
        (call $rotate (i32.const 480000)
          (i64.add (local.get $s) (i64.const 0)) (i64.add (local.get $s) (i64.const 1)) (i64.add (local.get $s)
          (i64.const 2)) (i64.add (local.get $s) (i64.const 3)) (i64.add (local.get $s) (i64.const 4)) (i64.add
          (local.get $s) (i64.const 5)) (i64.add (local.get $s) (i64.const 6)) (i64.add (local.get $s) (i64.const 7))
          (i64.add (local.get $s) (i64.const 8)) (i64.add (local.get $s) (i64.const 9)) (i64.add (local.get $s)
          (i64.const 10)) (i64.add (local.get $s) (i64.const 11)) (i64.add (local.get $s) (i64.const 12)) (i64.add
          (local.get $s) (i64.const 13)) (i64.add (local.get $s) (i64.const 14)) (i64.add (local.get $s) (i64.const 15))
          (i64.add (local.get $s) (i64.const 16)) (i64.add (local.get $s) (i64.const 17)) (i64.add (local.get $s)
          (i64.const 18)) (i64.add (local.get $s) (i64.const 19)) (i64.add (local.get $s) (i64.const 20)) (i64.add
          (local.get $s) (i64.const 21)) (i64.add (local.get $s) (i64.const 22)) (i64.add (local.get $s) (i64.const 23))
          )
        (i64.add (local.get $s) (i64.const 23)))
      (then (unreachable)))
    (drop (i32.atomic.rmw.add (i32.const 0) (i32.const 1)))
    (drop (memory.atomic.notify (i32.const 0) (i32.const 1))))
  (func (export "_start") (local $i i32) (local $done i32)
    (loop $next
      (if (i32.lt_s (call $spawn (local.get $i)) (i32.const 0)) (then (unreachable)))
      (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 4))))
    (loop $wait
      (local.set $done (i32.atomic.load (i32.const 0)))
      (if (i32.ne (local.get $done) (i32.const 4))
        (then
          (drop (memory.atomic.wait32 (i32.const 0) (local.get $done) (i64.const -1)))
          (br $wait))))))
