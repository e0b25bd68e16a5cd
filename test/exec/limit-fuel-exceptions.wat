;; What is spent before a throw is spent: in functions that the exception leaves, and in handlers that pass it on.
;; RUN: %everywhere --work %t.d --option=--fuel=100000 --filecheck %s %s
;; RUN: %everywhere --work %t.0 --option=-O0 --option=--fuel=100000 --filecheck %s %s
;; CHECK: app: trap: out of fuel
;; CHECK: status 134
(module
  (tag $t)
  (tag $other)
  (func $spend (local i32)
    (loop $again (br_if $again (i32.lt_u (local.tee 0 (i32.add (local.get 0) (i32.const 1))) (i32.const 1000))))
    (throw $t))
  (func $between (block $o (try_table (catch $other $o) (call $spend))))
  (func (export "_start")
    (loop $forever
      (block $h (try_table (catch $t $h) (call $between)))
      (br $forever))))
