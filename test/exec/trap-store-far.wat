;; Index and offset add up to nearly 8 GiB: they do not wrap.
;; RUN: %wat2wasm %s -o %t.wasm
;; RUN: %everywhere --work %t.d --filecheck %s %t.wasm
;; CHECK: app: trap: out of bounds memory access
;; CHECK: status 134
(module
  (memory 1)
  (func (export "_start")
    (local $index i32)
    (local.set $index (i32.sub (i32.load (i32.const 0)) (i32.const 1)))
    (i64.store offset=4294967295 (local.get $index) (i64.const 1))))
