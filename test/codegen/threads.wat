;; What an instance does not share is thread-local where the guest can start threads; memories and tables that nothing changes are
;; static as ever, and so is everything in a module that cannot.
;; RUN: split-file %s %t
;; RUN: %wasmc --no-devirtualization --emit=llvm-ir %t/threads.wat -o - | FileCheck %s --check-prefix=IR
;; RUN: %wasmc -S --target=x86_64-linux %t/threads.wat -o - | FileCheck %s --check-prefix=X86
;; RUN: %wasmc -S --target=aarch64-linux %t/threads.wat -o - | FileCheck %s --check-prefix=ARM
;; RUN: %wasmc --emit=llvm-ir %t/alone.wat -o - | FileCheck %s --check-prefix=ALONE

;; IR-DAG: @module0.memory0 = internal{{( unnamed_addr)?}} global
;; IR-DAG: @module0.global0 = internal{{( unnamed_addr)?}} thread_local(localexec){{.*}} i32 7
;; IR-DAG: @module0.table0.type{{[0-9]+}} = internal unnamed_addr constant
;; IR-DAG: @module0.elements1 = internal{{( unnamed_addr)?}} thread_local(localexec)
;; IR-DAG: @module0.datasize0 = internal{{( unnamed_addr)?}} thread_local(localexec)
;; IR-DAG: @wasmc_program = {{.*}}@wasmc_prepare_threads, ptr @program.runThread

;; X86-LABEL: {{^}}wasm.bump:
;; X86: incl %fs:module0.global0@TPOFF
;; ARM-LABEL: {{^}}wasm.bump:
;; ARM: mrs [[TP:x[0-9]+]], TPIDR_EL0
;; ARM: add {{x[0-9]+}}, [[TP]], :tprel_hi12:module0.global0

;; ALONE-NOT: thread_local
;; ALONE: @wasmc_program = {{.*}}ptr null, ptr null }
;; ALONE-NOT: wasmc_prepare_threads

;--- threads.wat
(module
  (import "wasi" "thread-spawn" (func $spawn (param i32) (result i32)))
  (import "env" "memory" (memory 1 1 shared))
  (type $f (func))
  (global $counter (mut i32) (i32.const 7))
  (table $frozen funcref (elem $bump $begin))
  (table $changing 2 funcref)
  (data $passive "abc")
  (func $bump (export "bump") (global.set $counter (i32.add (global.get $counter) (i32.const 1))))
  (func (export "wasi_thread_start") (param i32 i32)
    (call_indirect $frozen (type $f) (local.get 1))
    (table.set $changing (local.get 0) (ref.func $bump))
    (memory.init $passive (i32.const 0) (i32.const 0) (local.get 1))
    (data.drop $passive))
  (func $begin (export "_start")
    (call_indirect $changing (type $f) (call $spawn (i32.const 0)))))
;--- alone.wat
(module
  (import "env" "memory" (memory 1 1 shared))
  (global $counter (mut i32) (i32.const 7))
  (func (export "_start") (global.set $counter (i32.load (i32.const 0)))))
