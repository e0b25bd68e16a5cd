;; ref.as_non_null of a null reference that nobody uses.
;; RUN: %everywhere --work %t.d --filecheck %s %s
;; RUN: %everywhere --work %t.d --filecheck %s --option=-O0 %s
;; CHECK: app: trap: null reference
;; CHECK: status 134
(module
  (table $table 1 2 externref)
  (func (export "_start")
    (drop (table.grow $table (ref.null extern) (i32.const 1)))
    (drop (ref.as_non_null (table.get $table (i32.const 1))))))
