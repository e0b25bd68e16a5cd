;; The stack is as large as --max-stack says: a recursion that 8 MiB hold exhausts 64 KiB, one that they do not fits in 64 MiB.
;; RUN: %everywhere --work %t.small --option=-O0 --option=--max-stack=64K --filecheck %s --check-prefix=SMALL %s
;; SMALL: app: trap: call stack exhausted
;; SMALL: status 134
;; RUN: %everywhere --work %t.large --option=-O0 --option=--max-stack=256M --filecheck %s --check-prefix=LARGE %s
;; LARGE: status 0
;; RUN: %everywhere --work %t.usual --option=-O0 --filecheck %s --check-prefix=SMALL %s
(module
  (func $deep (param i64) (result i64)
    (if (result i64) (i64.eqz (local.get 0))
      (then (i64.const 0))
      (else (i64.add (i64.const 1) (call $deep (i64.sub (local.get 0) (i64.const 1)))))))
  (func (export "_start") (drop (call $deep (i64.const 600000)))))
