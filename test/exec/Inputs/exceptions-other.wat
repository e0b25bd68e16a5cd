(module
  (tag $own (export "own") (param i64))
  (tag $alike (export "alike") (param i64))
  (global $kept (export "kept") (mut exnref) (ref.null exn))
  (func (export "throw own") (param i64) (throw $own (local.get 0)))
  (func (export "throw alike") (param i64) (throw $alike (local.get 0)))
  (func (export "throw kept") (throw_ref (global.get $kept))))
