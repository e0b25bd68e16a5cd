// A frame that holds a known value in every register that a call preserves.
#pragma once

#include "rt/core/Message.h"
#include "rt/unwind/Cursor.h"

extern "C" {
// Calls `function` with 0x1000 + n in each preserved register, n being its slot in Registers.
[[gnu::visibility("hidden")]] void runWithKnownRegisters(void (*function)());
// Where that call returns to, and the stack pointer then.
[[gnu::visibility("hidden")]] extern const uint8_t knownFrameCall[], knownFrameReturn[];
[[gnu::visibility("hidden"), gnu::used]] inline uint64_t knownSp = 0;
// x86-64: the processor flags to set for the call; 0x100 raises SIGTRAP after each instruction.
[[gnu::visibility("hidden"), gnu::used]] inline uint64_t knownFlags = 0;
}

#if defined(__x86_64__)
asm(R"(
  .pushsection .text.runWithKnownRegisters, "ax", @progbits
  .globl runWithKnownRegisters, knownFrameCall, knownFrameReturn
  .type runWithKnownRegisters, @function
runWithKnownRegisters:
  .cfi_startproc
  .cfi_undefined rip
  pushq %rbx
  pushq %rbp
  pushq %r12
  pushq %r13
  pushq %r14
  pushq %r15
  subq $8, %rsp
  movq %rsp, knownSp(%rip)
  movq $0x1003, %rbx
  movq $0x1006, %rbp
  movq $0x100c, %r12
  movq $0x100d, %r13
  movq $0x100e, %r14
  movq $0x100f, %r15
  pushfq
  movq knownFlags(%rip), %rax
  orq %rax, (%rsp)
  popfq
knownFrameCall:
  callq *%rdi
knownFrameReturn:
  pushfq
  andq $~0x100, (%rsp)
  popfq
  addq $8, %rsp
  popq %r15
  popq %r14
  popq %r13
  popq %r12
  popq %rbp
  popq %rbx
  retq
  .cfi_endproc
  .popsection
)");
#else
asm(R"(
  .pushsection .text.runWithKnownRegisters, "ax", @progbits
  .globl runWithKnownRegisters, knownFrameCall, knownFrameReturn
  .type runWithKnownRegisters, @function
runWithKnownRegisters:
  .cfi_startproc
  .cfi_undefined x30
  stp x19, x20, [sp, #-160]!
  stp x21, x22, [sp, #16]
  stp x23, x24, [sp, #32]
  stp x25, x26, [sp, #48]
  stp x27, x28, [sp, #64]
  stp x29, x30, [sp, #80]
  stp d8, d9, [sp, #96]
  stp d10, d11, [sp, #112]
  stp d12, d13, [sp, #128]
  stp d14, d15, [sp, #144]
  adrp x1, knownSp
  mov x2, sp
  str x2, [x1, :lo12:knownSp]
  mov x1, #0x1000
  .irp n, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29
  add x\n, x1, #\n
  .endr
  .irp n, 8, 9, 10, 11, 12, 13, 14, 15
  add x2, x1, #(\n - 8 + 33)
  fmov d\n, x2
  .endr
knownFrameCall:
  blr x0
knownFrameReturn:
  ldp d14, d15, [sp, #144]
  ldp d12, d13, [sp, #128]
  ldp d10, d11, [sp, #112]
  ldp d8, d9, [sp, #96]
  ldp x29, x30, [sp, #80]
  ldp x27, x28, [sp, #64]
  ldp x25, x26, [sp, #48]
  ldp x23, x24, [sp, #32]
  ldp x21, x22, [sp, #16]
  ldp x19, x20, [sp], #160
  ret
  .cfi_endproc
  .popsection
)");
#endif

inline bool isKnownFrame(uint64_t pc) { return pc == reinterpret_cast<uint64_t>(knownFrameReturn); }

// Whether a single step that ended at `pc` is to be checked: not the switching on and off of the trap flag itself.
inline bool isStepping(uint64_t pc) {
  return pc < reinterpret_cast<uint64_t>(knownFrameCall) || pc > reinterpret_cast<uint64_t>(knownFrameReturn) + 16;
}

inline void checkKnownRegisters(const wasmc::rt::Registers &registers) {
  using namespace wasmc::rt;
#if defined(__x86_64__)
  constexpr uint32_t preserved[] = {3, 6, 12, 13, 14, 15};
#else
  constexpr uint32_t preserved[] = {19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 33, 34, 35, 36, 37, 38, 39, 40};
#endif
  for (uint32_t slot : preserved) {
    if (registers.slots[slot] != 0x1000 + slot)
      internalError("register slot ", Decimal(slot), " holds ", Hex(registers.slots[slot]));
  }
  if (registers.sp() != knownSp)
    internalError("the stack pointer is ", Hex(registers.sp()), " instead of ", Hex(knownSp));
}

// Walks from `cursor` to runWithKnownRegisters and compares what is in the registers there with what it put into them.
inline void checkWalkToKnownFrame(wasmc::rt::Cursor cursor) {
  using namespace wasmc::rt;
  for (unsigned steps = 0; !isKnownFrame(cursor.registers().pc()); ++steps) {
    if (steps == 50 || !cursor.step())
      internalError("walk ends at ", Hex(cursor.instruction()));
  }
  checkKnownRegisters(cursor.registers());
}
