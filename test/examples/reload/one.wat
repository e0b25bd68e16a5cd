;; A version of the plugin.
(module
  (memory 16)
  (data (i32.const 0) "\01")
  (func (export "version") (result i32) (i32.load8_u (i32.const 0))))
