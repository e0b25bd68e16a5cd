;; A budget of instructions ends a program at the same point on both CPUs, with any checks of bounds and at any level: each round of
;; the loop writes one dot and takes ten instructions, the first one begins after four.
;; RUN: %everywhere --work %t.0 --option=-O0 --option=--fuel=104 --filecheck %s %s
;; RUN: %everywhere --work %t.2 --option=-O2 --option=--fuel=104 --filecheck %s %s
;; RUN: %everywhere --work %t.3 --option=-O3 --option=--fuel=113 --filecheck %s %s
;; CHECK: {{^\.{11}app: trap: out of fuel$}}
;; CHECK-NEXT: #0
;; CHECK: status 134
;; RUN: %everywhere --work %t.more --option=--fuel=114 --filecheck %s --check-prefix=MORE %s
;; MORE: {{^\.{12}app: trap: out of fuel$}}
;;
;; What is left can be asked for when the program starts, if it counts at all.
;; RUN: %wasmc --fuel=1000000 %s -o %t.counts && %wasmc %s -o %t.counts-not
;; RUN: env "WASMC_OPTS=--fuel 24" %exits 134 %t.counts 2>&1 | FileCheck %s --check-prefix=LESS
;; LESS: {{^\.{3}[a-z].*}}: trap: out of fuel
;; RUN: env "WASMC_OPTS=--fuel 24" %exits 125 %t.counts-not 2>&1 | FileCheck %s --check-prefix=COUNTLESS
;; COUNTLESS: error: --fuel: this executable does not count instructions; give the option to wasmc, too
(module
  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "\08\00\00\00\01\00\00\00.")
  (func (export "_start")
    (local $round i32)
    (local.set $round (i32.const 0))
    (local.set $round (i32.const 0))
    (loop $again
      (drop (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 16)))
      (local.set $round (i32.add (local.get $round) (i32.const 1)))
      (br $again))))
