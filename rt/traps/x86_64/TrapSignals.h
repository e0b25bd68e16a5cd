// x86-64: llvm.ubsantrap(N) is `ud1 N(%eax), %eax`, an instruction that is defined to be undefined. N = 0 needs no displacement
// byte, so it is one byte shorter.
#pragma once

#include "rt/core/Span.h"
#include "rt/unwind/Registers.h"

#include <linux/signal.h>

#include <asm/sigcontext.h>

#include <asm/ucontext.h>

namespace wasmc::rt {

inline constexpr int trapSignal = SIGILL;

inline Registers interruptedRegisters(const ucontext &context) {
  const sigcontext &c = context.uc_mcontext;
  return {{c.rax, c.rdx, c.rcx, c.rbx, c.rsi, c.rdi, c.rbp, c.rsp, c.r8, c.r9, c.r10, c.r11, c.r12, c.r13, c.r14, c.r15, c.rip}};
}

// Lets the interrupted thread go on at `pc` with this stack pointer when the handler returns.
inline void resumeAt(ucontext &context, uint64_t pc, uint64_t sp) {
  context.uc_mcontext.rip = pc;
  context.uc_mcontext.rsp = sp;
}

// False when `code` does not begin with a trap instruction.
inline bool decodeTrap(Span<const uint8_t> code, uint32_t &number) {
  // 67: 32-bit addressing; 0f b9: ud1; then ModRM, whose 40 announces a displacement of one byte.
  if (code.size() < 4 || code[0] != 0x67 || code[1] != 0x0f || code[2] != 0xb9)
    return false;
  bool isLong = code[3] == 0x40 && code.size() > 4;
  number = isLong ? code[4] : 0;
  return isLong || code[3] == 0x00;
}

// Whether the instruction computes its address modulo 2^32: has an address-size prefix (67) among its legacy prefixes.
inline bool wrapsAddresses(Span<const uint8_t> code) {
  for (size_t i = 0; i < code.size(); ++i)
    switch (code[i]) {
    case 0x67: return true;
    case 0x26:
    case 0x2e:
    case 0x36:
    case 0x3e:
    case 0x64:
    case 0x65:
    case 0x66:
    case 0xf0:
    case 0xf2:
    case 0xf3: break;
    default: return false;
    }
  return false;
}

}  // namespace wasmc::rt
