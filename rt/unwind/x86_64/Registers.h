// x86-64: the sixteen general registers and the return address, numbered as in DWARF, which is not the encoding's order.
// Source: System V ABI, AMD64 supplement, figure 3.36 "DWARF register number mapping". Vector registers aren't preserved by calls.
#pragma once

#include <stdint.h>

namespace wasmc::rt {

struct Registers {
  static constexpr uint32_t slotCount = 17;
  static constexpr uint32_t spSlot = 7;
  static constexpr uint32_t pcSlot = 16;

  static constexpr uint32_t slotOf(uint64_t dwarfNumber) {
    return dwarfNumber < slotCount ? static_cast<uint32_t>(dwarfNumber) : noSlot;
  }

  // rax rdx rcx rbx rsi rdi rbp rsp r8 to r15 rip
  uint64_t slots[slotCount];

  uint64_t sp() const { return slots[spSlot]; }
  uint64_t pc() const { return slots[pcSlot]; }
};

// Only what a call preserves; the other slots are left as they are.
[[gnu::naked]] inline void captureRegisters(Registers &) {
  asm("movq %rbx, 24(%rdi)\n"
      "movq %rbp, 48(%rdi)\n"
      "leaq 8(%rsp), %rax\n"  // as it is once this call has returned
      "movq %rax, 56(%rdi)\n"
      "movq %r12, 96(%rdi)\n"
      "movq %r13, 104(%rdi)\n"
      "movq %r14, 112(%rdi)\n"
      "movq %r15, 120(%rdi)\n"
      "movq (%rsp), %rax\n"
      "movq %rax, 128(%rdi)\n"
      "retq");
}

// Goes on with what a call preserves, and the exception where LLVM's landing pads take it from (rax; a selector is in rdx).
[[gnu::naked, noreturn]] inline void enterLandingPad(const Registers &, void *) {
  asm("movq 24(%rdi), %rbx\n"
      "movq 48(%rdi), %rbp\n"
      "movq 96(%rdi), %r12\n"
      "movq 104(%rdi), %r13\n"
      "movq 112(%rdi), %r14\n"
      "movq 120(%rdi), %r15\n"
      "movq 128(%rdi), %rcx\n"
      "movq %rsi, %rax\n"
      "xorl %edx, %edx\n"
      "movq 56(%rdi), %rsp\n"
      "jmpq *%rcx");
}

inline uint64_t stripSignature(uint64_t returnAddress) { return returnAddress; }

}  // namespace wasmc::rt
