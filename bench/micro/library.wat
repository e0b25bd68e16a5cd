;; What library-bench calls.
(module
  (import "host" "nothing" (func $nothing (param i32) (result i32)))
  (memory (export "memory") 1)
  (global $requests (mut i32) (i32.const 0))
  (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
  ;; Calls the host so many times.
  (func (export "call_host") (param $count i32) (result i32)
    (local $sum i32)
    (loop $again
      (local.set $sum (call $nothing (local.get $sum)))
      (br_if $again (local.tee $count (i32.sub (local.get $count) (i32.const 1)))))
    (local.get $sum))
  ;; A trivial handler: takes a number, leaves something in memory and in a global, answers.
  (func (export "handle") (param $request i32) (result i32)
    (i32.store (i32.const 1024) (local.get $request))
    (global.set $requests (i32.add (global.get $requests) (i32.const 1)))
    (i32.mul (i32.load (i32.const 1024)) (global.get $requests))))
