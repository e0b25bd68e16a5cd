;; Grows its memory once, by a page.
(module
  (memory 1 16)
  (func (export "_start")
    (if (i32.ne (memory.grow (i32.const 1)) (i32.const 1)) (then (unreachable)))
    (i32.store8 (i32.const 131071) (i32.const 1)))
)
