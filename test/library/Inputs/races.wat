(module
  (import "env" "hello" (func $hello))
  (memory (export "memory") 1)
  (data (i32.const 16) "an image to go back to")
  (func (export "host") (call $hello))
  ;; whether nobody else has changed the memory meanwhile
  (func (export "alone") (param i32) (result i32)
    (i32.store (i32.const 8) (i32.const 1))
    (loop $again
      (i32.store (i32.const 8) (i32.add (i32.load (i32.const 8)) (i32.const 1)))
      (local.set 0 (i32.sub (local.get 0) (i32.const 1)))
      (br_if $again (local.get 0)))
    (i32.load (i32.const 8)))
  (func $deep (export "trap") (param i32) (result i32)
    (if (i32.eqz (local.get 0)) (then unreachable))
    (i32.add (call $deep (i32.sub (local.get 0) (i32.const 1))) (i32.const 1))))
