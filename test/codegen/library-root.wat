;; What libwasmc finds of modules that are compiled together: their names for each other, types of objects if there are any, and which
;; memories must have guard pages. Last its flags: whether functions take values in registers as those of C do.
;; RUN: echo '(module (type $pair (struct (field i32))) (memory (export "memory") 1) (func (export "make") (drop (struct.new $pair (i32.const 1)))))' > %t.first.wat
;; RUN: %wasmc %s --preload "first=%t.first.wat" --model=library --emit=llvm-ir -o - | FileCheck %s --check-prefixes=CHECK,GUARD
;; RUN: %wasmc %s --preload "first=%t.first.wat" --bounds=explicit --model=library --emit=llvm-ir -o - | FileCheck %s --check-prefixes=CHECK,EXPLICIT
;; RUN: %wasmc %s --model=library --emit=llvm-ir -o - | FileCheck %s --check-prefix=ALONE
;; RUN: %wasmc %s --model=library --fuel=1 --emit=llvm-ir -o - | FileCheck %s --check-prefix=COUNTS
(module
  (import "first" "memory" (memory 1))
  (func (export "load") (result i32) (i32.load (i32.const 0))))
;; The kind of what is imported (2) and its flags (guarded: 16) are the lowest bytes.
;; GUARD-DAG: @imports = internal constant {{.*}} i64 1052674,
;; EXPLICIT-DAG: @imports = internal constant {{.*}} i64 1048578,
;; CHECK-DAG: [[NAME:@name[.0-9]*]] = internal constant [5 x i8] c"first"
;; CHECK-DAG: @module0.desc0 = internal constant { {{.*}}, ptr @module0.initialize, ptr [[NAME]], i64 5 }
;; CHECK-DAG: @module1.desc0 = internal constant { {{.*}}, ptr @module1.initialize, ptr null, i64 0 }
;; CHECK: @wasmc_library = hidden {{.*}}constant { {{.*}}, i64 2, ptr @wasmc_object_types, i64 1 }
;; ALONE: @wasmc_library = hidden {{.*}}constant { {{.*}}, i64 1, ptr null, i64 1 }
;; COUNTS: @wasmc_library = hidden {{.*}}constant { {{.*}}, i64 1, ptr null, i64 0 }
