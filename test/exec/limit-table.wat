;; Growth of a table beyond --max-table answers -1.
;; RUN: %everywhere --work %t.d --option=--max-table=10 --filecheck %s %s
;; CHECK: status 3
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (memory (export "memory") 1)
  (table $t 4 funcref)
  (func (export "_start")
    (call $proc_exit
      (i32.add
        (i32.eq (table.grow $t (ref.null func) (i32.const 7)) (i32.const -1))
        (i32.shl (i32.eq (table.grow $t (ref.null func) (i32.const 6)) (i32.const 4)) (i32.const 1))))))
