;; Units of code are compiled apart from each other. What they share is one thing: memories, globals, tables, tags, segments. What calls
;; from one to the other do, calls within one do, too, and names in backtraces are those of the whole.
;; RUN: %wasmc %s -c -o %t.whole.o && llvm-nm --no-sort --defined-only %t.whole.o | FileCheck %s --check-prefix=SYMBOLS
;; RUN: %wasmc --unit-size=1 %s -c -o %t.o && llvm-nm --no-sort --defined-only %t.o | FileCheck %s --check-prefix=SYMBOLS
;; RUN: %wasmc --unit-size=1 %s -o %t && %exits 134 %t 2>&1 | FileCheck %s
(module
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (type $unary (func (param i32) (result i32)))
  (memory (export "memory") 1)
  (global $count (mut i32) (i32.const 0))
  (global $base i32 (i32.const 1024))
  (table 4 4 funcref)
  (elem (i32.const 1) func $double $increment)
  (data (global.get $base) "state: 7\n")
  (data $digits "0123456789")

  ;; Of the functions the runtime's symbols alone can be seen from outside of the object.
  ;; SYMBOLS-NOT: {{ [A-Z] }}
  ;; SYMBOLS: {{ [A-Z]}} wasmc_program
  ;; SYMBOLS-NOT: {{ [A-Z] }}

  (func $double (param i32) (result i32)
    (global.set $count (i32.add (global.get $count) (i32.const 1)))
    (i32.mul (local.get 0) (i32.const 2)))
  (func $increment (param i32) (result i32)
    (global.set $count (i32.add (global.get $count) (i32.const 1)))
    (i32.add (local.get 0) (i32.const 1)))
  (func $apply (param $which i32) (param i32) (result i32)
    (call_indirect (type $unary) (local.get 1) (local.get $which)))
  (func $print (param $length i32)
    (i32.store (i32.const 0) (global.get $base))
    (i32.store (i32.const 4) (local.get $length))
    (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8))))
  (func $check
    (if (i32.ne (global.get $count) (i32.const 3)) (then unreachable)))
  (func $run (param i32)
    (memory.init $digits (i32.const 1031) (call $apply (i32.const 2) (call $apply (i32.const 1) (call $apply (i32.const 2) (local.get 0)))) (i32.const 1))
    (call $check)
    (call $print (i32.const 9)))
  ;; CHECK: state: 9
  (func (export "_start")
    (call $run (i32.const 3))
    (drop (call $apply (i32.const 3) (i32.const 0))))
)
;; CHECK: trap: uninitialized element
;; CHECK-NEXT: #0 (table element)
;; CHECK-NEXT: #1 apply
;; CHECK-NEXT: #2 _start
;; CHECK-NEXT: #3 (program)
