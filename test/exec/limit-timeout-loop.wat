;; A loop without end is stopped when its time is up, and so the report says where.
;; RUN: %wat2wasm --debug-names %s -o %t.wasm
;; RUN: %everywhere --work %t.d --option=--timeout=200ms --filecheck %s %t.wasm
;; CHECK: app: trap: timeout
;; CHECK-NEXT: #0 spin
;; CHECK: status 134
(module
  (func $spin (export "_start")
    (loop $again (br $again))))
