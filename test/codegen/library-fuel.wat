;; Fuel in the library model: functions hand on what is left in a register, next to the instance. Who calls from outside takes it from
;; where the instance says, and puts it back; a host function sees it there; exceptions leave it there.
;; RUN: %wasmc %s --model=library --fuel=1 -O0 --emit=llvm-ir -o - | FileCheck %s
(module
  (import "host" "f" (func $imported (param i32) (result i32)))
  (tag $tag)
  (start $main)

  (func $main (export "main")
    (drop (call $imported (i32.const 1))))

  ;; CHECK-LABEL: define internal i64 @wasm.thrower(ptr {{.*}}%instance, i64 %0)
  ;; CHECK: [[PLACE:%.*]] = getelementptr inbounds i8, ptr %instance, i64 8
  ;; CHECK: [[FUEL:%.*]] = load ptr, ptr [[PLACE]]
  ;; CHECK: store i64 {{%.*}}, ptr [[FUEL]]
  ;; CHECK: call void @wasmc_throw_exception
  (func $thrower (throw $tag))

  ;; CHECK-LABEL: define internal i64 @wasm.catcher(
  ;; CHECK: landingpad
  ;; CHECK: [[PLACE:%.*]] = getelementptr inbounds i8, ptr %instance, i64 8
  ;; CHECK: [[FUEL:%.*]] = load ptr, ptr [[PLACE]]
  ;; CHECK: load i64, ptr [[FUEL]]
  (func $catcher (export "catcher")
    (block $b (try_table (catch_all $b) (call $thrower)))))

;; CHECK-LABEL: define internal void @module0.initialize(ptr %instance)
;; CHECK: [[PLACE:%.*]] = getelementptr inbounds i8, ptr %instance, i64 8
;; CHECK: [[FUEL:%.*]] = load ptr, ptr [[PLACE]]
;; CHECK: [[LEFT:%.*]] = load i64, ptr [[FUEL]]
;; CHECK: [[AFTER:%.*]] = call i64 @wasm.main(ptr {{.*}}%instance, i64 [[LEFT]])
;; CHECK: store i64 [[AFTER]], ptr [[FUEL]]

;; CHECK-LABEL: define internal { i64, i32 } @host(ptr {{.*}}%instance, i64 %0, i32 %1)
;; CHECK: [[FIELD:%.*]] = getelementptr inbounds i8, ptr %instance, i64 16
;; CHECK: [[WANTED:%.*]] = load ptr, ptr [[FIELD]]
;; CHECK: [[PLACE:%.*]] = select i1 {{%.*}}, ptr {{%.*}}, ptr [[WANTED]]
;; CHECK: store i64 %0, ptr [[PLACE]]
;; CHECK: call void {{%.*}}(ptr
;; CHECK: load i64, ptr [[PLACE]]
