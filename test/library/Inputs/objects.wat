;; What objects.c makes instances of: lists of structures, references of all kinds in and out of the host.
(module
  (type $list (sub (struct (field $rest (ref null $list)) (field $value (mut i32)))))
  (type $longer (sub $list (struct (field $rest (ref null $list)) (field $value (mut i32)) (field i64))))
  (type $bytes (array (mut i8)))
  (type $any (array (mut anyref)))
  (type $make (func (result (ref $list))))
  (import "env" "pass" (func $pass (param anyref) (result anyref)))
  (import "env" "call" (func $call (param i32) (result i32)))
  (tag $failure (param (ref null $list)))
  (global $kept (export "kept") (mut (ref null $list)) (ref.null $list))
  (global $own (ref $list) (struct.new $list (ref.null $list) (i32.const 77)))
  (table $things (export "things") 4 anyref)
  (table $externs (export "externs") 1 externref)

  ;; n, n-1, ..., 1
  (func $list (export "list") (param $n i32) (result (ref null $list)) (local $i i32) (local $list (ref null $list))
    (loop $more
      (if (i32.lt_u (local.get $i) (local.get $n))
        (then
          (local.set $i (i32.add (local.get $i) (i32.const 1)))
          (local.set $list (struct.new $list (local.get $list) (local.get $i)))
          (br $more))))
    (local.get $list))
  (func $sum (export "sum") (param $list (ref null $list)) (result i32) (local $sum i32)
    (loop $more
      (if (i32.eqz (ref.is_null (local.get $list)))
        (then
          (local.set $sum (i32.add (local.get $sum) (struct.get $list $value (local.get $list))))
          (local.set $list (struct.get $list $rest (local.get $list)))
          (br $more))))
    (local.get $sum))
  ;; Makes n objects and keeps none.
  (func $churn (export "churn") (param $n i32) (result i32) (local $i i32)
    (loop $more
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (drop (struct.get $list $value (call $sameOf (struct.new $longer (ref.null $list) (local.get $i) (i64.const 1)))))
      (br_if $more (i32.lt_u (local.get $i) (local.get $n))))
    (local.get $i))
  (func $sameOf (param (ref null $list)) (result (ref null $list)) (call $store (local.get 0)) (global.get $last))
  (global $last (mut (ref null $list)) (ref.null $list))
  (func $store (param (ref null $list)) (global.set $last (local.get 0)))

  (func (export "keep list") (param i32) (result i32)
    (global.set $kept (call $list (local.get 0)))
    (call $sum (global.get $kept)))
  (func (export "sum kept") (result i32) (call $sum (global.get $kept)))
  (func (export "own") (result i32) (struct.get $list $value (global.get $own)))
  (func (export "set own") (param i32) (struct.set $list $value (global.get $own) (local.get 0)))
  ;; Keeps more and more.
  (func (export "fill") (result i32)
    (loop $more
      (global.set $kept (struct.new $list (global.get $kept) (i32.const 1)))
      (br $more))
    (unreachable))
  (func (export "large") (param i32) (result i32) (array.len (array.new_default $bytes (local.get 0))))

  (func (export "longer") (result (ref $longer)) (struct.new $longer (ref.null $list) (i32.const 5) (i64.const 6)))
  (func (export "value of") (param (ref $list)) (result i32) (struct.get $list $value (local.get 0)))
  (func (export "bytes") (param i32) (result arrayref) (array.new_default $bytes (local.get 0)))
  (func (export "echo") (param anyref) (result anyref) (local.get 0))
  (func (export "echo eq") (param eqref) (result eqref) (local.get 0))
  (func (export "echo struct") (param (ref struct)) (result structref) (local.get 0))
  (func (export "echo i31") (param i31ref) (result i31ref) (local.get 0))
  (func (export "i31") (param i32) (result anyref) (ref.i31 (local.get 0)))
  (func (export "from i31") (param anyref) (result i32) (i31.get_s (ref.cast (ref i31) (local.get 0))))
  (func (export "twice") (param anyref) (result anyref anyref externref)
    (local.get 0) (local.get 0) (ref.null extern))
  (func (export "failing twice") (result anyref externref)
    (call $list (i32.const 3)) (extern.convert_any (call $list (i32.const 3))))

  ;; The host's references in an object, and back.
  (func (export "through extern") (param externref i32) (result externref) (local $box (ref null $any))
    (local.set $box (array.new $any (any.convert_extern (local.get 0)) (i32.const 10)))
    (drop (call $churn (local.get 1)))
    (extern.convert_any (array.get $any (local.get $box) (i32.const 9))))
  (func (export "object as extern") (result externref) (extern.convert_any (call $list (i32.const 2))))
  (func (export "object into externs") (table.set $externs (i32.const 0) (extern.convert_any (call $list (i32.const 2)))))

  ;; A list in a local, and on its way, while the host is called, which may call the guest.
  (func (export "hold") (param $n i32) (result i32) (local $list (ref null $list)) (local $result i32)
    (local.set $list (call $list (local.get $n)))
    (local.set $result (call $call (local.get $n)))
    (i32.add (local.get $result) (call $sum (local.get $list))))
  (func (export "pass") (param i32) (result i32)
    (call $sum (ref.cast (ref null $list) (call $pass (call $list (local.get 0))))))

  (func (export "throw") (param i32) (throw $failure (call $list (local.get 0))))
  (func $catch (param i32) (result (ref null $list) exnref)
    (block $caught (result (ref null $list) exnref)
      (try_table (catch_ref $failure $caught) (throw $failure (call $list (local.get 0))))
      (unreachable)))
  (func (export "exception") (param i32) (result exnref) (local $exception exnref)
    (call $catch (local.get 0)) (local.set $exception) (drop) (local.get $exception))
  (func (export "sum of exception") (param exnref) (result i32)
    (block $caught (result (ref null $list))
      (try_table (catch $failure $caught) (throw_ref (local.get 0)))
      (unreachable))
    (call $sum)))
