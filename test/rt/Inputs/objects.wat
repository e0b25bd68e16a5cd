;; What gc-instances.cpp makes instances of.
(module
  (type $list (struct (field (ref null $list)) (field i32)))
  (global $kept (export "kept") (mut (ref null $list)) (ref.null $list))
  (global $own (ref $list) (struct.new $list (ref.null $list) (i32.const 7)))
  (table $table (export "table") 2 4 anyref)
  (elem $segment anyref (item (struct.new $list (ref.null $list) (i32.const 8))))
  ;; A list of so many, kept by the global, and one by the table.
  (func (export "keep") (param $count i32)
    (global.set $kept (ref.null $list))
    (loop $more
      (global.set $kept (struct.new $list (global.get $kept) (local.get $count)))
      (br_if $more (local.tee $count (i32.sub (local.get $count) (i32.const 1)))))
    (table.set $table (i32.const 1) (global.get $kept)))
  ;; The sum of all that is kept.
  (func (export "sum") (result i32) (local $list (ref null $list)) (local $sum i32)
    (local.set $list (ref.cast (ref null $list) (table.get $table (i32.const 1))))
    (loop $more
      (if (i32.eqz (ref.is_null (local.get $list)))
        (then
          (local.set $sum (i32.add (local.get $sum) (struct.get $list 1 (local.get $list))))
          (local.set $list (struct.get $list 0 (local.get $list)))
          (br $more))))
    (table.init $table $segment (i32.const 0) (i32.const 0) (i32.const 1))
    (i32.add
      (i32.add (local.get $sum) (struct.get $list 1 (global.get $own)))
      (struct.get $list 1 (ref.cast (ref $list) (table.get $table (i32.const 0)))))))
