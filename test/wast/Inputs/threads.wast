;; A thread shares the memory with the script, but no names.
(module $memory (memory (export "shared") 1 1 shared))
(register "memory")
(module $counter
  (import "memory" "shared" (memory 1 1 shared))
  (func (export "add") (param i32)
    (loop $again
      (drop (i32.atomic.rmw.add (i32.const 0) (i32.const 1)))
      (br_if $again (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))))
  (func (export "count") (result i32) (i32.atomic.load (i32.const 0))))
(thread $one (shared (module $memory))
  (register "memory" $memory)
  (module
    (import "memory" "shared" (memory 1 1 shared))
    (func (export "add") (param i32)
      (loop $again
        (drop (i32.atomic.rmw.add (i32.const 0) (i32.const 1)))
        (br_if $again (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))))
    (func (export "trap") (unreachable)))
  (invoke "add" (i32.const 10000))
  (assert_trap (invoke "trap") "unreachable")
  (assert_trap (invoke "trap") "integer overflow"))
(thread $two
  (module (import "memory" "shared" (memory 1 1 shared))))
(invoke "add" (i32.const 10000))
(wait $one)
(wait $two)
(assert_return (invoke "count") (i32.const 20000))
