;; A recursion spends the budget where there is no loop: by tail calls, through a table, with results of every kind.
;; RUN: %everywhere --work %t.d --option=--fuel=1000000 --filecheck %s %s
;; RUN: %everywhere --work %t.0 --option=-O0 --option=--fuel=1000000 --filecheck %s %s
;; CHECK: app: trap: out of fuel
;; CHECK: status 134
;;
;; The last look at the budget before the output: after four instructions and a hundred rounds of fourteen.
;; RUN: %everywhere --work %t.all --option=--fuel=1404 --filecheck %s --check-prefix=STARTED %s
;; RUN: %everywhere --work %t.most --option=--fuel=1403 --filecheck %s --check-prefix=BEFORE %s
;; STARTED: startedapp: trap: out of fuel
;; BEFORE-NOT: started
;; BEFORE: status 134
(module
  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "\08\00\00\00\07\00\00\00started")
  (type $f (func (param i32 i64 f64) (result i32 i64 f64)))
  (table funcref (elem $down $on))
  (func $down (type $f)
    (if (i32.eqz (local.get 0)) (then (return (local.get 0) (local.get 1) (local.get 2))))
    (call_indirect (type $f)
      (i32.sub (local.get 0) (i32.const 1)) (local.get 1) (local.get 2) (i32.const 1)))
  (func $on (type $f) (return_call $down (local.get 0) (local.get 1) (local.get 2)))
  (func $start
    (call $down (i32.const 100) (i64.const 1) (f64.const 1))
    (drop) (drop) (drop)
    (drop (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 16))))
  (start $start)
  (func (export "_start")
    (call $down (i32.const -1) (i64.const 1) (f64.const 1))
    (drop) (drop) (drop)))
