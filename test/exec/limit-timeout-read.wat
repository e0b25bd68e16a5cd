;; Reading from a pipe into which nobody writes is interrupted; a program that ends in time does not notice its deadline.
;; RUN: %wasmc %s -o %t
;; RUN: env "WASMC_OPTS=--timeout 200ms" %python -c "import subprocess, sys; p = subprocess.Popen(sys.argv[1], stdin=subprocess.PIPE); sys.exit(p.wait(20) != 134)" %t 2>&1 | FileCheck %s
;; CHECK: trap: timeout
;; RUN: env "WASMC_OPTS=--timeout 1h" %t < /dev/null
(module
  (import "wasi_snapshot_preview1" "fd_read" (func $fd_read (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "_start")
    (i32.store (i32.const 0) (i32.const 64))
    (i32.store (i32.const 4) (i32.const 16))
    (drop (call $fd_read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 32)))))
