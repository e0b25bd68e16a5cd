;; A hundred thousand exceptions are kept in a table, more than the runtime has memory for when it starts, and each is as it was.
;; RUN: %everywhere --work %t.d --filecheck %s %s
;; RUN: %everywhere --work %t.0 --filecheck %s --option=-O0 %s
;; CHECK: {{^}}status 0
(module
  (tag $number (param i32 i64))
  (table $kept 100000 exnref)
  (func $throw (param i32) (throw $number (local.get 0) (i64.const -1)))
  (func $caught (param i32) (result exnref)
    (block $r (result exnref) (try_table (catch_all_ref $r) (call $throw (local.get 0))) (unreachable)))
  (func $numberOf (param exnref) (result i32)
    (block $n (result i32 i64) (try_table (catch $number $n) (throw_ref (local.get 0))) (unreachable))
    (drop))
  (func (export "_start") (local i32)
    (loop $again
      (table.set $kept (local.get 0) (call $caught (local.get 0)))
      (br_if $again (i32.lt_u (local.tee 0 (i32.add (local.get 0) (i32.const 1))) (i32.const 100000))))
    (loop $back
      (local.set 0 (i32.sub (local.get 0) (i32.const 1)))
      (if (i32.ne (call $numberOf (table.get $kept (local.get 0))) (local.get 0)) (then (unreachable)))
      (br_if $back (local.get 0)))))
