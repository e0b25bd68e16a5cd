;; In guard mode a load traps by faulting, so it happens even where the optimiser finds that nobody needs its value. Loads whose
;; value is needed stay plain. -O1 does not look into other functions and globals.
;; RUN: wat2wasm --debug-names %s -o %t.wasm
;; RUN: %wasmc %t.wasm --bounds=guard -O1 --emit=llvm-ir -o - | FileCheck %s
;; RUN: %wasmc %t.wasm --bounds=guard -O2 --emit=llvm-ir -o - | FileCheck %s --check-prefixes=CHECK,INLINED
;; RUN: %wasmc %t.wasm --bounds=guard -O3 --emit=llvm-ir -o - | FileCheck %s --check-prefixes=CHECK,INLINED
(module
  (memory 1)
  (type $address (func (param i32)))
  (table funcref (elem $dropped $storedBack $overwritten $ignoredArgument $droppedResult $emptyArms $unreadGlobal $cancelled $float
                       $needed))
  (global $unread (mut i32) (i32.const 0))
  (func $ignore (param i32))
  (func $loaded (param i32) (result i32) (i32.load (local.get 0)))

  (func $dropped (type $address)
    (drop (i32.load (local.get 0))))
  ;; CHECK-LABEL: define internal {{.*}}void @wasm.dropped(
  ;; CHECK: load volatile i32

  (func $storedBack (type $address)
    (i32.store (local.get 0) (i32.load (local.get 0))))
  ;; CHECK-LABEL: define internal {{.*}}void @wasm.storedBack(
  ;; CHECK: load {{(volatile )?}}i32

  (func $overwritten (type $address)
    (i32.store (i32.const 8) (i32.load (local.get 0)))
    (i32.store (i32.const 8) (i32.const 1)))
  ;; CHECK-LABEL: define internal {{.*}}void @wasm.overwritten(
  ;; CHECK: load volatile i32

  (func $ignoredArgument (type $address)
    (call $ignore (i32.load (local.get 0))))
  ;; CHECK-LABEL: define internal {{.*}}void @wasm.ignoredArgument(
  ;; INLINED: load volatile i32

  (func $droppedResult (type $address)
    (drop (call $loaded (local.get 0))))
  ;; CHECK-LABEL: define internal {{.*}}void @wasm.droppedResult(
  ;; INLINED: load volatile i32

  (func $emptyArms (type $address)
    (if (i32.load (local.get 0)) (then)))
  ;; CHECK-LABEL: define internal {{.*}}void @wasm.emptyArms(
  ;; CHECK: load volatile i32

  (func $unreadGlobal (type $address)
    (global.set $unread (i32.load (local.get 0))))
  ;; CHECK-LABEL: define internal {{.*}}void @wasm.unreadGlobal(
  ;; INLINED: load volatile i32

  (func $cancelled (type $address)
    (i32.store (i32.const 8) (i32.and (i32.load (local.get 0)) (i32.const 0))))
  ;; CHECK-LABEL: define internal {{.*}}void @wasm.cancelled(
  ;; CHECK: load volatile i32

  (func $float (type $address)
    (drop (f64.abs (f64.load (local.get 0)))))
  ;; CHECK-LABEL: define internal {{.*}}void @wasm.float(
  ;; CHECK: load volatile {{i64|double}}

  (func $needed (type $address)
    (i32.store (i32.const 8) (i32.add (i32.load (local.get 0)) (i32.const 1))))
  ;; CHECK-LABEL: define internal {{.*}}void @wasm.needed(
  ;; CHECK-NOT: volatile
  ;; CHECK: load i32
  ;; CHECK-NOT: llvm.annotation
  ;; CHECK: ret void

  (func (export "_start") (call_indirect (type $address) (i32.load (i32.const 0)) (i32.load (i32.const 4)))))
