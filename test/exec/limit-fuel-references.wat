;; Calls through references and branches on null cost one each; a recursion of such calls spends the budget.
;; RUN: %everywhere --work %t.d --option=--fuel=1000000 --filecheck %s %s
;; RUN: %everywhere --work %t.0 --option=-O0 --option=--fuel=1000000 --filecheck %s %s
;; CHECK: app: trap: out of fuel
;; CHECK: status 134
;;
;; The last look at the budget before the output: after two instructions and a hundred rounds of thirteen.
;; RUN: %everywhere --work %t.all --option=--fuel=1302 --filecheck %s --check-prefix=STARTED %s
;; RUN: %everywhere --work %t.most --option=--fuel=1301 --filecheck %s --check-prefix=BEFORE %s
;; STARTED: startedapp: trap: out of fuel
;; BEFORE-NOT: started
;; BEFORE: status 134
(module
  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "\08\00\00\00\07\00\00\00started")
  (type $f (func (param i32) (result i32)))
  (table $table 2 (ref null $f))
  (elem (table $table) (i32.const 0) (ref null $f) (ref.func $on))
  (elem declare func $down)
  (func $down (type $f)
    (if (i32.eqz (local.get 0)) (then (return (i32.const 0))))
    (block $none
      (return (call_ref $f (i32.sub (local.get 0) (i32.const 1)) (br_on_null $none (table.get $table (i32.const 0))))))
    (i32.const 0))
  (func $on (type $f) (return_call_ref $f (local.get 0) (ref.func $down)))
  (func $start
    (drop (call $down (i32.const 100)))
    (drop (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 16))))
  (start $start)
  (func (export "_start") (drop (call $down (i32.const -1)))))
