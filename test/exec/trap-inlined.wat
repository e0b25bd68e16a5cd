;; A trap's report names functions that were inlined, too, innermost first: what the optimiser inlines does not show. $decoy
;; traps in the same way and is inlined beside $divide.
;; RUN: %wat2wasm --debug-names %s -o %t.wasm
;; RUN: %everywhere --work %t.d --option=-O0 --filecheck %s %t.wasm
;; RUN: %everywhere --work %t.d --option=-O1 --filecheck %s %t.wasm
;; RUN: %everywhere --work %t.d --option=-O2 --filecheck %s %t.wasm
;; RUN: %everywhere --work %t.d --option=-Oz --filecheck %s %t.wasm
;; CHECK: app: trap: integer divide by zero
;; CHECK-NEXT: {{^}}  #0 divide{{$}}
;; CHECK-NEXT: {{^}}  #1 middle{{$}}
;; CHECK-NEXT: {{^}}  #2 begin{{$}}
;; CHECK-NEXT: {{^}}  #3 (program){{$}}
;; CHECK-NOT: #4
;; CHECK: status 134
;;
;; At -O2 it is one machine function indeed: no symbol is left but that of the entry point.
;; RUN: %wasmc -O2 -c %t.wasm -o %t.o && llvm-nm %t.o | FileCheck %s --check-prefix=SYMBOLS
;; SYMBOLS-NOT: wasm.{{divide|decoy|middle}}
;; SYMBOLS: wasm.begin
;; SYMBOLS-NOT: wasm.{{divide|decoy|middle}}
;;
;; Neither debug information nor, with --strip, any name is left.
;; RUN: %wasmc %t.wasm -o %t && llvm-readelf -S %t | FileCheck %s --check-prefix=NAMED --implicit-check-not=.debug
;; RUN: %wasmc --strip %t.wasm -o %t && llvm-readelf -S %t | FileCheck %s --check-prefix=STRIPPED --implicit-check-not=wasmc_names
;; NAMED: wasmc_names
;; STRIPPED: wasmc_text
(module
  (memory 1)
  (func $divide (param $by i32) (result i32)
    (i32.div_u (i32.const 1) (local.get $by)))
  (func $decoy (param $by i32) (result i32)
    (i32.div_u (i32.const 7) (local.get $by)))
  (func $middle (result i32)
    (i32.store (i32.const 4) (i32.const 3))
    (i32.add
      (call $decoy (i32.load (i32.const 4)))
      (i32.add (call $decoy (i32.add (i32.load (i32.const 16)) (i32.const 1))) (call $divide (i32.load (i32.const 0))))))
  (func $begin (export "_start")
    (i32.store (i32.const 8) (call $middle))))
