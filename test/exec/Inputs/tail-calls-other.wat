;; The other module of tail-calls.wat: a table that may change, and a function that tail-calls what the importer has put into it.
(module
  (type $hop (func (param i32 i32) (result i32)))
  (table (export "table") 8 funcref)
  (func (export "hop") (param f64 i32 i32) (result i32)
    (return_call_indirect (type $hop) (local.get 1) (local.get 2) (i32.const 3)))
  (func (export "grow") (drop (table.grow (ref.null func) (i32.const 1)))))
