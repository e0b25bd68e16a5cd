;; A small object is a pointer that is bumped; casts are one comparison, of a difference where the type has subtypes; a reference that
;; can't be null is not tested; of elements only the index is compared.
;; RUN: %wasmc %s --model=library -O2 --emit=llvm-ir -o - | FileCheck %s
;; RUN: %wasmc %s --model=library -O2 --target=x86_64-linux -S -o - | FileCheck %s --check-prefix=X86
(module
  (type $leaf (struct (field $number i32)))
  (type $base (sub (struct (field $small (mut i8)) (field $number (mut i64)))))
  (type $derived (sub $base (struct (field $small (mut i8)) (field $number (mut i64)) (field $more (ref null $leaf)))))
  (type $words (array (mut i32)))
  (memory (export "memory") 1)
  (func (export "make") (param i32) (result (ref $leaf)) (struct.new $leaf (local.get 0)))
  ;; CHECK-LABEL: define internal {{.*}} @wasm.make(
  ;; CHECK: [[FIELD:%.*]] = getelementptr {{.*}}i8, ptr %instance, i64 16
  ;; CHECK-NEXT: [[REGION:%.*]] = load ptr, ptr [[FIELD]], align 8, !invariant.load
  ;; CHECK: [[NEXT:%.*]] = load ptr, ptr [[REGION]]
  ;; CHECK: [[ROOM:%.*]] = sub i64
  ;; CHECK: icmp ult i64 [[ROOM]], 16
  ;; CHECK: store i64 [[TYPE:[0-9]+]], ptr [[NEXT]]
  ;; CHECK: call ptr @wasmc_gc_allocate(i64 16, i64 [[TYPE]])
  ;; X86-LABEL: {{^"?}}wasm.make
  ;; X86: movq 16(%r13), %[[REGION:r[a-z0-9]+]]
  ;; X86: cmpq $16,
  (func (export "field") (param (ref $derived)) (result i64)
    (i64.add (struct.get $derived $number (local.get 0)) (i64.extend_i32_s (struct.get_s $derived $small (local.get 0)))))
  ;; CHECK-LABEL: define internal {{.*}} @wasm.field(ptr {{.*}}nonnull
  ;; CHECK-NOT: icmp
  ;; CHECK: load i64, ptr
  ;; CHECK-NOT: icmp
  ;; CHECK: ret i64
  (func (export "leaf?") (param structref) (result i32) (ref.test (ref $leaf) (local.get 0)))
  ;; CHECK-LABEL: define internal {{.*}} @"wasm.leaf?"(
  ;; CHECK: [[FOUND:%.*]] = load i32, ptr %0
  ;; CHECK-NEXT: icmp eq i32 [[FOUND]], {{[0-9]+}}
  ;; CHECK-NOT: load
  ;; CHECK: ret i32
  (func (export "base?") (param (ref struct)) (result i32) (ref.test (ref $base) (local.get 0)))
  ;; CHECK-LABEL: define internal {{.*}} @"wasm.base?"(
  ;; CHECK: [[FOUND:%.*]] = load i32, ptr %0
  ;; CHECK-NEXT: [[DISTANCE:%.*]] = {{add|and}} i32 [[FOUND]], {{-?[0-9]+}}
  ;; CHECK-NEXT: icmp {{ult|eq}} i32 [[DISTANCE]],
  ;; CHECK-NOT: {{load|icmp}}
  ;; CHECK: ret i32
  (func (export "element") (param (ref $words) i32) (result i32) (array.get $words (local.get 0) (local.get 1)))
  ;; CHECK-LABEL: define internal {{.*}} @wasm.element(
  ;; CHECK: load i32, ptr
  ;; CHECK: icmp
  ;; CHECK-NOT: icmp
  ;; CHECK: ret i32
)
