;; Threads make lists, drop one more object for each of a list's, and look at the lists, at the same time.
(thread $one
  (module
    (type $node (struct (field $next (ref null $node)) (field $number i64)))
    (type $numbers (array (mut i64)))
    (global $kept (mut (ref null $node)) (ref.null $node))
    (func $make (param $count i64) (result (ref null $node)) (local $list (ref null $node))
      (loop $again
        (local.set $list (struct.new $node (local.get $list) (local.get $count)))
        (drop (array.new $numbers (local.get $count) (i32.const 20)))
        (br_if $again (i64.ne (local.tee $count (i64.sub (local.get $count) (i64.const 1))) (i64.const 0))))
      (local.get $list))
    (func $sum (param $list (ref null $node)) (result i64) (local $sum i64)
      (block $end
        (loop $again
          (br_if $end (ref.is_null (local.get $list)))
          (local.set $sum (i64.add (local.get $sum) (struct.get $node $number (local.get $list))))
          (local.set $list (struct.get $node $next (local.get $list)))
          (br $again)))
      (local.get $sum))
    (func (export "run") (result i64) (local $list (ref null $node))
      (global.set $kept (call $make (i64.const 100)))
      (local.set $list (call $make (i64.const 200)))
      (i64.add (call $sum (global.get $kept)) (call $sum (local.get $list)))))
  (assert_return (invoke "run") (i64.const 25150)))
(thread $two
  (module
    (type $node (struct (field $next (ref null $node)) (field $number i64)))
    (type $numbers (array (mut i64)))
    (global $kept (mut (ref null $node)) (ref.null $node))
    (func $make (param $count i64) (result (ref null $node)) (local $list (ref null $node))
      (loop $again
        (local.set $list (struct.new $node (local.get $list) (local.get $count)))
        (drop (array.new $numbers (local.get $count) (i32.const 20)))
        (br_if $again (i64.ne (local.tee $count (i64.sub (local.get $count) (i64.const 1))) (i64.const 0))))
      (local.get $list))
    (func $sum (param $list (ref null $node)) (result i64) (local $sum i64)
      (block $end
        (loop $again
          (br_if $end (ref.is_null (local.get $list)))
          (local.set $sum (i64.add (local.get $sum) (struct.get $node $number (local.get $list))))
          (local.set $list (struct.get $node $next (local.get $list)))
          (br $again)))
      (local.get $sum))
    (func (export "run") (result i64) (local $list (ref null $node))
      (global.set $kept (call $make (i64.const 100)))
      (local.set $list (call $make (i64.const 200)))
      (i64.add (call $sum (global.get $kept)) (call $sum (local.get $list)))))
  (assert_return (invoke "run") (i64.const 25150)))
(module
  (type $node (struct (field $next (ref null $node)) (field $number i64)))
  (type $numbers (array (mut i64)))
  (global $kept (mut (ref null $node)) (ref.null $node))
  (func $make (param $count i64) (result (ref null $node)) (local $list (ref null $node))
    (loop $again
      (local.set $list (struct.new $node (local.get $list) (local.get $count)))
      (drop (array.new $numbers (local.get $count) (i32.const 20)))
      (br_if $again (i64.ne (local.tee $count (i64.sub (local.get $count) (i64.const 1))) (i64.const 0))))
    (local.get $list))
  (func $sum (param $list (ref null $node)) (result i64) (local $sum i64)
    (block $end
      (loop $again
        (br_if $end (ref.is_null (local.get $list)))
        (local.set $sum (i64.add (local.get $sum) (struct.get $node $number (local.get $list))))
        (local.set $list (struct.get $node $next (local.get $list)))
        (br $again)))
    (local.get $sum))
  (func (export "run") (result i64) (local $list (ref null $node))
    (global.set $kept (call $make (i64.const 100)))
    (local.set $list (call $make (i64.const 200)))
    (i64.add (call $sum (global.get $kept)) (call $sum (local.get $list)))))
(assert_return (invoke "run") (i64.const 25150))
(wait $one)
(wait $two)
