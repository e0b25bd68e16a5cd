;; Time runs out while the clock is read, most likely in a function of the kernel's: the report names the guest's all the same.
;; RUN: %wat2wasm --debug-names %s -o %t.wasm
;; RUN: %everywhere --work %t.d --option=--timeout=200ms --filecheck %s %t.wasm
;; CHECK: app: trap: timeout
;; CHECK: watch
;; CHECK: status 134
(module
  (import "wasi_snapshot_preview1" "clock_time_get" (func $clock_time_get (param i32 i64 i32) (result i32)))
  (memory (export "memory") 1)
  (func $watch (export "_start")
    (loop $again
      (drop (call $clock_time_get (i32.const 1) (i64.const 0) (i32.const 0)))
      (br $again))))
