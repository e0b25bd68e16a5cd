;; The legacy form: clauses in order, rethrow from clauses inside others, delegate past tries, exceptions out of clauses.
;; RUN: %everywhere --work %t.d --filecheck %s --option=--features=all,+legacy-exceptions %s
;; RUN: %everywhere --work %t.0 --filecheck %s --option=--features=all,+legacy-exceptions --option=-O0 %s
;; RUN: %everywhere --work %t.3 --filecheck %s --option=--features=all,+legacy-exceptions --option=-O3 %s
;; CHECK: {{^}}status 0
(module
  (memory 1)
  (tag $a (param i32))
  (tag $b (param i64 f64))
  (tag $c)
  (func $require (param i32) (if (i32.eqz (local.get 0)) (then (unreachable))))
  (func $throw (param i32)
    (if (i32.eq (local.get 0) (i32.const 1)) (then (throw $a (i32.const 10))))
    (if (i32.eq (local.get 0) (i32.const 2)) (then (throw $b (i64.const 20) (f64.const 0.5))))
    (if (i32.eq (local.get 0) (i32.const 3)) (then (throw $c))))
  (func $classify (param i32) (result f64)
    (try (result f64)
      (do (call $throw (local.get 0)) (f64.const 0))
      (catch $a (f64.convert_i32_s))
      (catch $b (drop) (f64.convert_i64_s))
      (catch_all (f64.const -1))))

  ;; Of two exceptions that are caught, the outer one is thrown again.
  (func $rethrowOuter
    (try
      (do (call $throw (i32.const 1)))
      (catch $a (drop)
        (try
          (do (call $throw (i32.const 3)))
          (catch_all (rethrow 1))))))
  (func $cleanup (param i32)
    (try
      (do (call $throw (local.get 0)))
      (catch_all
        (i32.store (i32.const 0) (i32.add (i32.load (i32.const 0)) (i32.const 1)))
        (rethrow 0))))
  ;; Past the handler inside, to the one outside; and out of the function.
  (func $delegate (param i32) (result i32)
    (try $outer (result i32)
      (do
        (try (result i32)
          (do
            (try (result i32) (do (call $throw (local.get 0)) (i32.const 0)) (delegate $outer)))
          (catch_all (i32.const 1))))
      (catch $a)
      (catch $c (i32.const 30))))
  (func $delegateToCaller (param i32)
    (try
      (do (try (do (call $throw (local.get 0))) (delegate 1)))
      (catch_all (unreachable))))
  ;; What a clause throws is none of its own try's.
  (func $fromClause (result i32)
    (try (result i32)
      (do
        (try (do (call $throw (i32.const 3)))
          (catch $c (call $throw (i32.const 1)))
          (catch $a (unreachable))
          (catch_all (unreachable)))
        (i32.const 0))
      (catch $a)))

  (func $numberOf (param i32) (result i32)
    (try (result i32)
      (do
        (if (i32.eq (local.get 0) (i32.const 0)) (then (call $rethrowOuter)))
        (if (i32.eq (local.get 0) (i32.const 1)) (then (call $cleanup (i32.const 1))))
        (if (i32.eq (local.get 0) (i32.const 2)) (then (call $delegateToCaller (i32.const 1))))
        (i32.const -1))
      (catch $a)))

  (func (export "_start")
    (call $require (f64.eq (call $classify (i32.const 0)) (f64.const 0)))
    (call $require (f64.eq (call $classify (i32.const 1)) (f64.const 10)))
    (call $require (f64.eq (call $classify (i32.const 2)) (f64.const 20)))
    (call $require (f64.eq (call $classify (i32.const 3)) (f64.const -1)))
    (call $require (i32.eq (call $numberOf (i32.const 0)) (i32.const 10)))
    (call $require (i32.eq (call $numberOf (i32.const 1)) (i32.const 10)))
    (call $require (i32.eq (i32.load (i32.const 0)) (i32.const 1)))
    (call $require (i32.eq (call $numberOf (i32.const 2)) (i32.const 10)))
    (call $require (i32.eq (call $delegate (i32.const 0)) (i32.const 0)))
    (call $require (i32.eq (call $delegate (i32.const 1)) (i32.const 10)))
    (call $require (i32.eq (call $delegate (i32.const 3)) (i32.const 30)))
    (call $require (i32.eq (call $fromClause) (i32.const 10)))))
