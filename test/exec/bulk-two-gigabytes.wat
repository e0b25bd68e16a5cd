;; Bulk operations on more than 2 GiB, and lengths that are negative as signed numbers.
;; RUN: %everywhere --work %t.d --filecheck %s %s
;; CHECK: status 0
(module
  (memory 32770)  ;; 2 GiB and two pages
  (func $check (param i32) (if (i32.eqz (local.get 0)) (then (unreachable))))
  (func $byte (param $address i32) (param $value i32)
    (call $check (i32.eq (i32.load8_u (local.get $address)) (local.get $value))))
  (func (export "_start")
    (memory.fill (i32.const 1) (i32.const 0x5a) (i32.const 0x80000001))
    (call $byte (i32.const 0) (i32.const 0))
    (call $byte (i32.const 1) (i32.const 0x5a))
    (call $byte (i32.const 0x7fffffff) (i32.const 0x5a))
    (call $byte (i32.const 0x80000000) (i32.const 0x5a))
    (call $byte (i32.const 0x80000001) (i32.const 0x5a))
    (call $byte (i32.const 0x80000002) (i32.const 0))
    ;; The operands overlap: each byte moves up by 16.
    (i32.store8 (i32.const 0x40000000) (i32.const 0x11))
    (memory.copy (i32.const 17) (i32.const 1) (i32.const 0x80000001))
    (call $byte (i32.const 0x40000010) (i32.const 0x11))
    (call $byte (i32.const 0x40000000) (i32.const 0x5a))
    (call $byte (i32.const 0x80000011) (i32.const 0x5a))
    (call $byte (i32.const 0x80000012) (i32.const 0))))
