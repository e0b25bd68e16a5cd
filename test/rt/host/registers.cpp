// Registers that calls preserve have their values after a call of the guest's, also when it has ended in the middle with all of them
// changed, and after a call of the host's from the guest.
//
// RUN: %hosttest %s -o %t && %run %t
#include "test/rt/host/Guest.h"

#include <initializer_list>

using namespace guest;

extern "C" {
// Calls run(argument) with a value in each register that calls preserve. What it has changed: a bit for each.
[[gnu::visibility("hidden")]] uint64_t changedRegisters(void (*run)(void *), void *argument);
[[gnu::visibility("hidden")]] void changesAllAndTraps(void *), changesAllAndRuns(void *);
}

#ifdef __x86_64__
asm(R"(
  .pushsection .text.changedRegisters, "ax", @progbits
changedRegisters:
  .irp register, rbx, rbp, r12, r13, r14, r15
  pushq %\register
  .endr
  subq $8, %rsp
  movq %rdi, %rax
  movq %rsi, %rdi
  .set value, 1
  .irp register, rbx, rbp, r12, r13, r14, r15
  movq $value, %\register
  .set value, value * 2
  .endr
  callq *%rax
  xorl %eax, %eax
  .set value, 1
  .irp register, rbx, rbp, r12, r13, r14, r15
  cmpq $value, %\register
  je 1f
  orl $value, %eax
1:
  .set value, value * 2
  .endr
  addq $8, %rsp
  .irp register, r15, r14, r13, r12, rbp, rbx
  popq %\register
  .endr
  retq
  .popsection

  .pushsection wasmc_text, "ax", @progbits
  .macro changeAll
  .irp register, rbx, rbp, r12, r13, r14, r15
  movq $-1, %\register
  .endr
  .endm
changesAllAndTraps:
  .cfi_startproc
  changeAll
  movq 8, %rax
  .cfi_endproc
changesAllAndRuns:
  .cfi_startproc
  changeAll
  jmp .
  .cfi_endproc
  .popsection
)");
#else
asm(R"(
  .pushsection .text.changedRegisters, "ax", %progbits
changedRegisters:
  stp x29, x30, [sp, #-160]!
  stp x27, x28, [sp, #16]
  stp x25, x26, [sp, #32]
  stp x23, x24, [sp, #48]
  stp x21, x22, [sp, #64]
  stp x19, x20, [sp, #80]
  stp d8, d9, [sp, #96]
  stp d10, d11, [sp, #112]
  stp d12, d13, [sp, #128]
  stp d14, d15, [sp, #144]
  mov x9, x0
  mov x0, x1
  .irp n, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29
  mov x\n, #(1 << \n)
  .endr
  .irp n, 8, 9, 10, 11, 12, 13, 14, 15
  mov x10, #(1 << \n)
  fmov d\n, x10
  .endr
  blr x9
  mov x0, #0
  .irp n, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29
  eor x\n, x\n, #(1 << \n)
  cmp x\n, #0
  cset x10, ne
  orr x0, x0, x10, lsl #\n
  .endr
  .irp n, 8, 9, 10, 11, 12, 13, 14, 15
  fmov x10, d\n
  eor x10, x10, #(1 << \n)
  cmp x10, #0
  cset x10, ne
  orr x0, x0, x10, lsl #\n
  .endr
  ldp d14, d15, [sp, #144]
  ldp d12, d13, [sp, #128]
  ldp d10, d11, [sp, #112]
  ldp d8, d9, [sp, #96]
  ldp x19, x20, [sp, #80]
  ldp x21, x22, [sp, #64]
  ldp x23, x24, [sp, #48]
  ldp x25, x26, [sp, #32]
  ldp x27, x28, [sp, #16]
  ldp x29, x30, [sp], #160
  ret
  .popsection

  .pushsection wasmc_text, "ax", %progbits
  .macro changeAll
  .irp n, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30
  mov x\n, #-1
  .endr
  .irp n, 8, 9, 10, 11, 12, 13, 14, 15
  fmov d\n, x19
  .endr
  .endm
changesAllAndTraps:
  .cfi_startproc
  changeAll
  mov x0, #8
  ldr x0, [x0]
  .cfi_endproc
changesAllAndRuns:
  .cfi_startproc
  changeAll
  b .
  .cfi_endproc
  .popsection
)");
#endif

namespace {

Activity activity, other;

void callNothing(void *) {}
void callReturning(void *) { expect(callUntimed(activity, 0, returns).hasReturned, "it returns"); }
void callTrapping(void *) { expect(callUntimed(activity, 0, changesAllAndTraps).trapped(), "it traps"); }
void callEndless(void *) { expect(callUntimed(activity, 5'000'000, changesAllAndRuns).timedOut(), "its deadline ends it"); }

void expectKept(void (*run)(void *), void *argument, const char *what) {
  uint64_t changed = changedRegisters(run, argument);
  if (changed)
    fprintf(stderr, "changed: %llx\n", static_cast<unsigned long long>(changed));
  expect(changed == 0, what);
}

// From the guest, on its stack: the host's function calls guests that end in the middle.
GUEST void callsHostThatCalls(void *argument) {
  HostFunction host = {reinterpret_cast<void (*)(void *)>(argument), nullptr};
  expectKept([](void *data) { callHost(static_cast<HostFunction *>(data)); }, &host, "registers after a call of the host's");
}

}  // namespace

int main() {
  prepare();
  for (int i = 0; i < 3; ++i) {
    expectKept(callReturning, nullptr, "registers after a call that returns");
    expectKept(callTrapping, nullptr, "registers after a trap");
    expectKept(callEndless, nullptr, "registers after a deadline");
  }
  for (auto *within : {callNothing, callTrapping, callEndless})
    expect(call(other, 0, callsHostThatCalls, reinterpret_cast<void *>(within)).hasReturned, "it returns after the host's function");
}
