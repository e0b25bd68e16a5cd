;; A 64-bit memory may declare any maximum: address space is reserved for what the machine can give. Growing beyond that answers -1
;; in 64 bits, growing within it works, and what was there stays.
;; RUN: %everywhere --work %t.d --filecheck %s %s
;; CHECK: status 0
(module
  (memory i64 1 0x1000000000000)
  (memory i64 0)
  (data (i64.const 65530) "edge")
  (func $check (param i32) (if (i32.eqz (local.get 0)) (then (unreachable))))
  (func (export "_start")
    (call $check (i64.eq (memory.grow (i64.const 0x1000000000000)) (i64.const -1)))
    (call $check (i64.eq (memory.grow (i64.const -1)) (i64.const -1)))
    (call $check (i64.eq (memory.grow (i64.const 0x100000000)) (i64.const -1)))
    (call $check (i64.eq (memory.size) (i64.const 1)))
    ;; Beyond 4 GiB: a size that 32 bits can't hold.
    (call $check (i64.eq (memory.grow (i64.const 0x10002)) (i64.const 1)))
    (call $check (i64.eq (memory.size) (i64.const 0x10003)))
    (i64.store8 offset=0x10000 (i64.const 0x100000000) (i64.const 7))
    (call $check (i64.eq (i64.load8_u (i64.const 0x100010000)) (i64.const 7)))
    (call $check (i64.eqz (i64.load8_u (i64.const 0x10000))))
    (call $check (i32.eq (i32.load (i64.const 65530)) (i32.const 0x65676465)))
    (memory.copy (i64.const 0x10002fffc) (i64.const 65530) (i64.const 4))
    (call $check (i32.eq (i32.load (i64.const 0x10002fffc)) (i32.const 0x65676465)))
    (call $check (i64.eq (memory.grow 1 (i64.const 3)) (i64.const 0)))
    (call $check (i64.eq (memory.size 1) (i64.const 3)))))
