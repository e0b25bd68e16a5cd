;; The guard behind memory: the faulting access itself tells which inlined function it came from. The explicit check does as much.
;; RUN: %wat2wasm --debug-names %s -o %t.wasm
;; RUN: %everywhere --work %t.d --option=-O0 --filecheck %s %t.wasm
;; RUN: %everywhere --work %t.d --option=-O1 --filecheck %s %t.wasm
;; RUN: %everywhere --work %t.d --option=-O2 --filecheck %s %t.wasm
;; RUN: %everywhere --work %t.d --option=-Oz --filecheck %s %t.wasm
;; CHECK: app: trap: out of bounds memory access
;; CHECK-NEXT: {{^}}  #0 fetch{{$}}
;; CHECK-NEXT: {{^}}  #1 middle{{$}}
;; CHECK-NEXT: {{^}}  #2 begin{{$}}
;; CHECK-NEXT: {{^}}  #3 (program){{$}}
;; CHECK-NOT: #4
;; CHECK: status 134
(module
  (memory 1)
  (func $fetch (param $at i32) (result i32)
    (i32.load offset=65536 (local.get $at)))
  (func $decoy (param $at i32) (result i32)
    (i32.load offset=512 (local.get $at)))
  (func $middle (param $at i32) (result i32)
    (i32.xor (call $decoy (local.get $at)) (call $fetch (local.get $at))))
  (func $begin (export "_start")
    (i32.store (i32.const 8) (call $middle (i32.load (i32.const 0))))))
