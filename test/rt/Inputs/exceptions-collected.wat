(module
  (import "host" "call" (func $host (param i32)))
  (type $bytes (array (mut i8)))
  (tag $number (export "number") (param i32))
  (tag $bytes (param (ref $bytes)))
  ;; What comes out of the host's function.
  (func (export "catch") (param i32) (result i32)
    (block $n (result i32)
      (try_table (catch $number $n) (call $host (local.get 0)))
      (i32.const -1)))
  ;; An array of so many bytes, in an exception that is thrown and caught.
  (func $throw (param i32) (throw $bytes (array.new_default $bytes (local.get 0))))
  (func (export "bytes") (param i32) (result i32)
    (block $b (result (ref $bytes))
      (try_table (catch $bytes $b) (call $throw (local.get 0)))
      (unreachable))
    (array.len)))
