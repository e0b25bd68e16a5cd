;; Recursion without end.
;; RUN: %wat2wasm %s -o %t.wasm
;; RUN: %everywhere --work %t.d --filecheck %s %t.wasm
;; CHECK: app: trap: call stack exhausted
;; CHECK: status 134
(module
  (memory 1)
  (func $deeper (param $depth i32) (result i32)
    (i32.store (local.get $depth) (local.get $depth))
    (i32.add
      (call $deeper (i32.and (i32.add (local.get $depth) (i32.const 4)) (i32.const 0xffff)))
      (i32.load (local.get $depth))))
  (func (export "_start")
    (drop (call $deeper (i32.const 0)))))
