;; The module of the README's example: it exports `transform` and `memory`, and imports `log`.
(module
  (import "env" "log" (func $log (param i32)))
  (memory (export "memory") 1)
  (func (export "transform") (param i32) (result i32)
    (call $log (local.get 0))
    (i32.add (local.get 0) (i32.const 1))))
