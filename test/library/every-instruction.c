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

wasmc_error *wasmc_function_call_i32(wasmc_function *, int32_t *, int32_t, int32_t);

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
  wasmc_error *error;
  steps = 0;
  STEP("orq $0x100");
  if (isTyped)
    error = wasmc_function_call_i32(function, &slots[0].i32, first, second);
  else
    error = wasmc_function_call(function, slots);
  walks = 0; /* what follows moves the stack pointer, and no unwinder knows of it */
  STEP("andq $~0x100");
  *result = slots[0].i32;
  return error;
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

/* call(function, values, first, second) with these values in the registers that calls preserve; `kept` becomes what is there then. */
wasmc_error *callKeeping(wasmc_function *function, void *values, uint64_t kept[6], void *call, int32_t first, int32_t second);
__asm__("callKeeping:\n\t"
        "pushq %rbx\n\tpushq %rbp\n\tpushq %r12\n\tpushq %r13\n\tpushq %r14\n\tpushq %r15\n\tpushq %rdx\n\t"
        "movq (%rdx), %rbx\n\tmovq 8(%rdx), %rbp\n\tmovq 16(%rdx), %r12\n\t"
        "movq 24(%rdx), %r13\n\tmovq 32(%rdx), %r14\n\tmovq 40(%rdx), %r15\n\t"
        "movq %rcx, %rax\n\tmovl %r8d, %edx\n\tmovl %r9d, %ecx\n\tcallq *%rax\n\t"
        "popq %rdx\n\t"
        "movq %rbx, (%rdx)\n\tmovq %rbp, 8(%rdx)\n\tmovq %r12, 16(%rdx)\n\t"
        "movq %r13, 24(%rdx)\n\tmovq %r14, 32(%rdx)\n\tmovq %r15, 40(%rdx)\n\t"
        "popq %r15\n\tpopq %r14\n\tpopq %r13\n\tpopq %r12\n\tpopq %rbp\n\tpopq %rbx\n\tretq");

static wasmc_error *expectKept(const char *name, int32_t first, int32_t second) {
  wasmc_value slots[2] = {{.i32 = first}, {.i32 = second}};
  uint64_t kept[6] = {11, 22, 33, 44, 55, 66};
  void *call = isTyped ? (void *)wasmc_function_call_i32 : (void *)wasmc_function_call;
  wasmc_error *error = callKeeping(wasmc_instance_function(instance, name), slots, kept, call, first, second);
  for (uint64_t i = 0; i < 6; ++i)
    EXPECT(kept[i] == 11 * (i + 1));
  return error;
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
