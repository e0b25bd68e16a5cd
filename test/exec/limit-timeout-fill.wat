;; Time runs out in the middle of a bulk operation, whose code is the runtime's: the report names the guest's function all the same.
;; RUN: %wat2wasm --debug-names %s -o %t.wasm
;; RUN: %everywhere --work %t.d --option=--timeout=300ms --filecheck %s %t.wasm
;; CHECK: app: trap: timeout
;; CHECK-NEXT: #0 fill
;; CHECK: status 134
(module
  (memory 1024)
  (func $fill (export "_start")
    (loop $again
      (memory.fill (i32.const 0) (i32.const 1) (i32.const 67108864))
      (br $again))))
