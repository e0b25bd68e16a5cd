;; Time runs in a start function, too.
;; RUN: %everywhere --work %t.d --option=--timeout=200ms --filecheck %s %s
;; CHECK: app: trap: timeout
;; CHECK: status 134
(module
  (func $start (loop $again (br $again)))
  (func (export "_start"))
  (start $start))
