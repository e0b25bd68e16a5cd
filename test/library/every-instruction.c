/* Calls into a guest and out of it, one instruction after the other: an interruption that comes at any of them ends the call or
   comes too late, an unwinder finds the way to main from each of them, and callers find in their registers what they left there.

   REQUIRES: x86_64
   RUN: %wasmc --emit=shared %S/Inputs/kinds.wat -o %t.so
   RUN: %hostcc %s -o %t && %t %t.so | FileCheck %s
   CHECK: all held
*/
#define _GNU_SOURCE
#include "Inputs/Expect.h"

#include <signal.h>
#include <ucontext.h>
#include <unwind.h>

int main(int argc, char **argv);

wasmc_i32_result wasmc_function_call_i32(wasmc_function *, int32_t, int32_t);

static wasmc_instance *instance;
static int isTyped; /* values stay in registers */
static volatile int steps, interruptAt; /* 0: never */
static volatile int walks, lost;        /* from how many instructions main was not found */
static volatile int unknown;            /* of which no table knows: the linker's stubs for functions of the C library */
static volatile uintptr_t lostAt;

static _Unwind_Reason_Code findMain(struct _Unwind_Context *context, void *found) {
  *(int *)found |= _Unwind_GetRegionStart(context) == (uintptr_t)main;
  return _URC_NO_REASON;
}

static void atStep(int signal, siginfo_t *info, void *context) {
  greg_t *registers = ((ucontext_t *)context)->uc_mcontext.gregs;
  (void)signal, (void)info;
  ++steps;
  if (walks) {
    int found = 0;
    void *at = (void *)registers[REG_RIP];
    _Unwind_Backtrace(findMain, &found);
    if (!found && !_Unwind_FindEnclosingFunction((char *)at + 1))
      ++unknown;
    else if (!found && lost++ == 0)
      lostAt = (uintptr_t)at;
  }
  if (steps == interruptAt) {
    wasmc_instance_interrupt(instance);
    registers[REG_EFL] &= ~0x100;
  }
}

/* The CPU's trap flag: a signal after each instruction. */
#define STEP(operation)                                                                      \
  __asm__ volatile("leaq -128(%%rsp), %%rsp\n\tpushfq\n\t" operation ", (%%rsp)\n\tpopfq\n\t" \
                   "leaq 128(%%rsp), %%rsp" ::                                               \
                       : "memory", "cc")

static wasmc_error *callInSteps(const char *name, int32_t first, int32_t second, int32_t *result) {
  wasmc_function *function = wasmc_instance_function(instance, name);
  wasmc_value slots[2] = {{.i32 = first}, {.i32 = second}};
  wasmc_i32_result returned;
  steps = 0;
  STEP("orq $0x100");
  if (isTyped)
    returned = wasmc_function_call_i32(function, first, second);
  else
    returned.error = wasmc_function_call(function, slots);
  walks = 0; /* what follows moves the stack pointer, and no unwinder knows of it */
  STEP("andq $~0x100");
  *result = isTyped ? returned.value : slots[0].i32;
  return returned.error;
}

/* How many of the instructions the interruption has ended the call at. */
static int interruptEverywhere(const char *name, int32_t first, int32_t second, int32_t expected) {
  int ended = 0;
  interruptAt = 0;
  do {
    int32_t result;
    ++interruptAt;
    wasmc_error *error = callInSteps(name, first, second, &result);
    EXPECT(error || result == expected);
    if (error) {
      FAILS(error, WASMC_INTERRUPTED, "interrupted");
      FAILS(tryCall(instance, "add", 1, 2, NULL), WASMC_POISONED, "reset");
      DONE(wasmc_instance_reset(instance));
      ++ended;
    }
    EXPECT(call(instance, "add", 1, 2) == 3);
  } while (steps == interruptAt); /* there was such an instruction */
  interruptAt = 0;
  return ended;
}

static wasmc_error *walkEverywhere(const char *name, int32_t first, int32_t second) {
  int32_t result;
  walks = 1;
  unknown = 0;
  wasmc_error *error = callInSteps(name, first, second, &result);
  EXPECT(steps > 40);
  if (lost)
    printf("%s: no way to main from %d instructions, the first %p\n", name, lost, (void *)lostAt);
  EXPECT(!lost && (error || !unknown)); /* what succeeds calls none */
  return error;
}

/* call(function, first, second) with these values in the registers that calls preserve; `kept` becomes what is there then. Returns
   both registers of results. */
struct Pair {
  uintptr_t first, second;
};
struct Pair callKeeping(wasmc_function *function, uintptr_t first, uintptr_t second, uint64_t kept[6], void *call);
__asm__("callKeeping:\n\t"
        "pushq %rbx\n\tpushq %rbp\n\tpushq %r12\n\tpushq %r13\n\tpushq %r14\n\tpushq %r15\n\tpushq %rcx\n\t"
        "movq (%rcx), %rbx\n\tmovq 8(%rcx), %rbp\n\tmovq 16(%rcx), %r12\n\t"
        "movq 24(%rcx), %r13\n\tmovq 32(%rcx), %r14\n\tmovq 40(%rcx), %r15\n\t"
        "callq *%r8\n\t"
        "popq %rcx\n\t"
        "movq %rbx, (%rcx)\n\tmovq %rbp, 8(%rcx)\n\tmovq %r12, 16(%rcx)\n\t"
        "movq %r13, 24(%rcx)\n\tmovq %r14, 32(%rcx)\n\tmovq %r15, 40(%rcx)\n\t"
        "popq %r15\n\tpopq %r14\n\tpopq %r13\n\tpopq %r12\n\tpopq %rbp\n\tpopq %rbx\n\tretq");

static wasmc_error *expectKept(const char *name, int32_t first, int32_t second) {
  wasmc_value slots[2] = {{.i32 = first}, {.i32 = second}};
  uint64_t kept[6] = {11, 22, 33, 44, 55, 66};
  wasmc_function *function = wasmc_instance_function(instance, name);
  uintptr_t error;
  if (isTyped)
    error = callKeeping(function, (uint32_t)first, (uint32_t)second, kept, (void *)wasmc_function_call_i32).second;
  else
    error = callKeeping(function, (uintptr_t)slots, 0, kept, (void *)wasmc_function_call).first;
  for (uint64_t i = 0; i < 6; ++i)
    EXPECT(kept[i] == 11 * (i + 1));
  return (wasmc_error *)error;
}

static int fails;
static wasmc_error *callback(void *data, wasmc_instance *caller, wasmc_value *slots) {
  (void)data, (void)caller, (void)slots;
  return fails ? wasmc_error_new("the host's own") : NULL;
}

static void testAll(void) {
  DONE(walkEverywhere("add", 1, 2));
  DONE(walkEverywhere("transform", 1, 0));
  FAILS(walkEverywhere("divide", 1, 0), WASMC_TRAP, "divide by zero");
  DONE(wasmc_instance_reset(instance));
  fails = 1;
  FAILS(walkEverywhere("transform", 1, 0), WASMC_HOST, "the host's own");
  fails = 0;
  DONE(wasmc_instance_reset(instance));

  EXPECT(interruptEverywhere("add", 3, 4, 7) > 0);
  EXPECT(interruptEverywhere("transform", 42, 0, 94) > 20);

  DONE(expectKept("add", 1, 2));
  DONE(expectKept("transform", 1, 0));
  FAILS(expectKept("divide", 1, 0), WASMC_TRAP, "divide by zero");
  DONE(wasmc_instance_reset(instance));
}

int main(int argc, char **argv) {
  EXPECT(argc == 2);
  wasmc_module *module = openModule(argv[1]);
  wasmc_imports *imports = wasmc_imports_new();
  for (const char *const *name = (const char *const[]){"log", "pair", "echo", NULL}; *name; ++name)
    DONE(wasmc_imports_function(imports, "env", *name, NULL, callback, NULL, NULL));
  instance = makeInstance(module, imports, NULL);
  struct sigaction action = {.sa_sigaction = atStep, .sa_flags = SA_SIGINFO | SA_ONSTACK};
  sigfillset(&action.sa_mask); /* the interruption comes when atStep returns */
  sigaction(SIGTRAP, &action, NULL);
  EXPECT(call(instance, "add", 1, 2) == 3);

  for (isTyped = 0; isTyped < 2; ++isTyped)
    testAll();
  wasmc_instance_delete(instance);
  wasmc_imports_delete(imports);
  wasmc_module_delete(module);
  puts("all held");
  return 0;
}
