;; An active data segment that does not fit: the trap comes while the module is instantiated.
;; RUN: %wat2wasm %s -o %t.wasm
;; RUN: %everywhere --work %t.d --filecheck %s %t.wasm
;; CHECK: app: trap: out of bounds memory access
;; CHECK: status 134
(module
  (memory 1)
  (data (i32.const 65534) "abc")
  (func (export "_start")))
