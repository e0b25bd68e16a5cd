;; The instruction of that name.
;; RUN: %wat2wasm %s -o %t.wasm
;; RUN: %everywhere --work %t.d --filecheck %s %t.wasm
;; CHECK: app: trap: unreachable
;; CHECK: status 134
(module
  (func (export "_start")
    unreachable))
