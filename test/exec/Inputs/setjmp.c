// What clang's -wasm-enable-sjlj expects of a C library (LLVM, WebAssemblyLowerEmscriptenEHSjLj): longjmp throws an exception,
// which the function that has called setjmp catches, and knows for its own by an address in its frame.
#include <stdint.h>

asm(".globl __c_longjmp\n.tagtype __c_longjmp i32\n__c_longjmp:\n");

struct Environment {
  void *invocation;
  uint32_t label;
  struct {
    void *environment;
    int value;
  } thrown;
};

void __wasm_setjmp(void *environment, uint32_t label, void *invocation) {
  struct Environment *e = environment;
  e->invocation = invocation;
  e->label = label;
}

uint32_t __wasm_setjmp_test(void *environment, void *invocation) {
  struct Environment *e = environment;
  return e->invocation == invocation ? e->label : 0;
}

void __wasm_longjmp(void *environment, int value) {
  struct Environment *e = environment;
  e->thrown.environment = environment;
  e->thrown.value = value ? value : 1;
  __builtin_wasm_throw(1, &e->thrown);
}
