;; What others may import, and what they may not.
(module
  (memory (export "memory") 1 4)
  (global (export "shared") (mut i32) (i32.const 1))
  (table (export "table") 1 funcref)
  (tag (export "tag") (param i32))
  (global (export "reference") externref (ref.null extern))
  (func (export "double") (param i32) (result i32)
    (global.set 0 (i32.add (global.get 0) (i32.const 1)))
    (i32.mul (local.get 0) (i32.const 2)))
  (func (export "same") (param externref) (result externref) (local.get 0))
  (func (export "fail") (param i32) (result i32) (unreachable))
  (func (export "raise") (param i32) (result i32) (throw 0 (local.get 0)))
  (func (export "function") (param funcref)))
