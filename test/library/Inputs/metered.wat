;; Work to be counted: rounds, calls, exceptions, calls of the host.
(module
  (import "env" "look" (func $look))
  (tag $tag)
  (func $throw (throw $tag))
  (func $round
    (block $caught (try_table (catch $tag $caught) (call $throw)))
    (call $look))
  (func (export "work") (param $n i32)
    (loop $again
      (call $round)
      (local.set $n (i32.sub (local.get $n) (i32.const 1)))
      (br_if $again (local.get $n)))))
