;; To throw a null reference is a trap.
;; RUN: %everywhere --work %t.d --filecheck %s %s
;; CHECK: app: trap: null reference
;; CHECK: status 134
(module
  (global $none (mut exnref) (ref.null exn))
  (func (export "_start")
    (block $any (try_table (catch_all $any) (throw_ref (global.get $none))))))
