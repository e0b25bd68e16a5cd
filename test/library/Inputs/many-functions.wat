;; The end of a module whose table has 10,000 functions.
  (func (export "pass") (param i32 i32)
    (loop $again
      (call $take (table.get (local.get 0)))
      (local.set 0 (i32.add (local.get 0) (i32.const 1)))
      (br_if $again (i32.lt_u (local.get 0) (local.get 1))))))
