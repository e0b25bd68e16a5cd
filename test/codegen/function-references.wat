;; call_ref loads the code and calls it, without a test for null: an address space in which LLVM takes null for an address keeps it from
;; drawing conclusions. What a reference in a constant calls is known after optimisation. A table of references of the very type needs
;; no test of it; a type that has subtypes is compared with its range of numbers, one without by equality.
;; RUN: %wasmc %s -O0 --emit=llvm-ir -o - | FileCheck %s
;; RUN: %wasmc %s --model=library --no-instance-register -O0 --emit=llvm-ir -o - | FileCheck %s --check-prefix=LIBRARY
;; RUN: %wasmc %s -O2 --emit=llvm-ir -o - | FileCheck %s --check-prefix=KNOWN
;; RUN: %wasmc %s --model=library --no-instance-register --target=x86_64-linux -S -o - | FileCheck %s --check-prefix=X86
;; RUN: %wasmc %s --model=library --no-instance-register --target=aarch64-linux -S -o - | FileCheck %s --check-prefix=ARM
(module
  (type $f (func (param i32) (result i32)))
  (type $super (sub (func)))
  (type $sub (sub $super (func)))
  (memory (export "memory") 1)
  (table $typed 4 (ref null $f))
  (table $untyped 4 funcref)
  (elem declare func $known)
  (func $call (export "call") (param i32 (ref null $f)) (result i32)
    (call_ref $f (local.get 0) (local.get 1)))
  ;; CHECK-LABEL: define internal i32 @wasm.call(i32 %0, ptr %1)
  ;; CHECK-NOT: icmp
  ;; CHECK: [[REFERENCE:%.*]] = addrspacecast ptr {{%.*}} to ptr addrspace(1)
  ;; CHECK-NEXT: [[CODE:%.*]] = load ptr, ptr addrspace(1) [[REFERENCE]]
  ;; CHECK-NEXT: call i32 [[CODE]](i32 {{%.*}})
  ;; LIBRARY-LABEL: define internal i32 @wasm.call(
  ;; LIBRARY-NOT: icmp
  ;; LIBRARY: [[REFERENCE:%.*]] = addrspacecast ptr {{%.*}} to ptr addrspace(1)
  ;; LIBRARY-NEXT: [[CODE:%.*]] = load ptr, ptr addrspace(1) [[REFERENCE]]
  ;; LIBRARY-NEXT: [[PLACE:%.*]] = getelementptr i8, ptr addrspace(1) [[REFERENCE]], i64 16
  ;; LIBRARY-NEXT: [[INSTANCE:%.*]] = load ptr, ptr addrspace(1) [[PLACE]]
  ;; LIBRARY-NEXT: call i32 [[CODE]](ptr [[INSTANCE]], i32 {{%.*}})
  ;; X86-LABEL: {{^"?}}wasm.call
  ;; X86-NOT: test
  ;; X86: movq 16([[RECORD:%r[a-z]+]]), %rdi
  ;; X86-NEXT: callq *([[RECORD]])
  ;; ARM-LABEL: {{^"?}}wasm.call
  ;; ARM-NOT: cb
  ;; ARM: ldr [[CODE:x[0-9]+]], {{\[}}[[RECORD:x[0-9]+]]]
  ;; ARM-NEXT: ldr x0, {{\[}}[[RECORD]], #16]
  ;; ARM-NEXT: blr [[CODE]]
  (func $typed (export "typed") (param i32) (result i32)
    (call_indirect $typed (type $f) (i32.const 5) (local.get 0)))
  ;; CHECK-LABEL: define internal i32 @wasm.typed(
  ;; CHECK: icmp uge i64
  ;; CHECK: icmp eq ptr {{%.*}}, null
  ;; CHECK-NOT: icmp
  ;; CHECK: call i32
  (func $final (export "final") (param i32) (result i32)
    (call_indirect $untyped (type $f) (i32.const 5) (local.get 0)))
  ;; CHECK-LABEL: define internal i32 @wasm.final(
  ;; CHECK: [[TYPE:%.*]] = getelementptr inbounds i8, ptr {{%.*}}, i64 8
  ;; CHECK-NEXT: [[FOUND:%.*]] = load i64, ptr [[TYPE]]
  ;; CHECK-NEXT: [[MATCHES:%.*]] = icmp eq i64 [[FOUND]], {{[1-9]}}
  ;; CHECK-NEXT: br i1 [[MATCHES]], label %{{[0-9]+}}, label %trap
  (func $open (export "open") (param i32)
    (call_indirect $untyped (type $super) (local.get 0)))
  ;; CHECK-LABEL: define internal void @wasm.open(
  ;; CHECK: [[TYPE:%.*]] = getelementptr inbounds i8, ptr {{%.*}}, i64 8
  ;; CHECK-NEXT: [[FOUND:%.*]] = load i64, ptr [[TYPE]]
  ;; CHECK-NEXT: [[DISTANCE:%.*]] = sub i64 [[FOUND]], {{[1-9]}}
  ;; CHECK-NEXT: [[MATCHES:%.*]] = icmp ule i64 [[DISTANCE]], 1
  ;; CHECK-NEXT: br i1 [[MATCHES]], label %{{[0-9]+}}, label %trap
  (func $known (type $f) (i32.mul (local.get 0) (i32.const 3)))
  (func $callKnown (result i32) (local $f (ref null $f))
    (local.set $f (ref.func $known))
    (call_ref $f (i32.const 14) (local.get $f)))
  (func (export "_start")
    (i32.store (i32.const 0) (call $callKnown))
    ;; KNOWN-LABEL: @wasm._start(
    ;; KNOWN: store i32 42
    (drop (table.grow $typed (ref.null $f) (i32.const 1)))
    (drop (table.grow $untyped (ref.func $known) (i32.const 1)))
    (drop (call $call (i32.const 1) (table.get $typed (i32.const 1))))
    (drop (call $typed (i32.const 1)))
    (drop (call $final (i32.const 1)))
    (call $open (i32.const 1))))
