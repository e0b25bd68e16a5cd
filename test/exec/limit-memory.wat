;; Growth beyond --max-memory answers -1 and changes nothing; all memories count together.
;; RUN: %everywhere --work %t.d --option=--max-memory=256K --filecheck %s %s
;; CHECK: status 7
;; RUN: %wasmc --max-memory=64K %s -o %t && %exits 125 %t 2>&1 | FileCheck %s --check-prefix=START
;; START: error: --max-memory: the program starts with more than 65536 bytes of memory
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (memory $a (export "memory") 1)
  (memory $b 1)
  (func (export "_start")
    (call $proc_exit
      (i32.add
        (i32.add
          (i32.eq (memory.grow $a (i32.const 3)) (i32.const -1))                         ;; 5 pages
          (i32.shl (i32.eq (memory.grow $b (i32.const 2)) (i32.const 1)) (i32.const 1)))  ;; 4 pages
        (i32.shl (i32.eq (memory.grow $a (i32.const 1)) (i32.const -1)) (i32.const 2))))))
