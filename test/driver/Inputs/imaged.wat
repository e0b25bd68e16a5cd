;; Initial contents large enough to be moved into the memory, which then grows beyond 8 MiB; both keep what they hold.
(module
  (memory (export "memory") 3)
  (data (i32.const 65536) "begin")
  (data (i32.const 131067) "end..")
  (func (export "_start")
    (if (i32.ne (memory.grow (i32.const 200)) (i32.const 3)) (then unreachable))
    (i32.store8 (i32.const 13000000) (i32.const 7))
    (if (i32.ne (i32.load8_u (i32.const 13000000)) (i32.const 7)) (then unreachable))
    (if (i32.ne (i32.load8_u (i32.const 65536)) (i32.const 98)) (then unreachable))
    (if (i32.ne (i32.load8_u (i32.const 131071)) (i32.const 46)) (then unreachable))))
