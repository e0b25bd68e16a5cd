// AArch64: llvm.ubsantrap(N) is `brk #(0x5500 + N)`.
#pragma once

#include "rt/core/Span.h"
#include "rt/unwind/Registers.h"

#include <linux/signal.h>

#include <asm/sigcontext.h>

#include <asm/ucontext.h>

namespace wasmc::rt {

inline constexpr int trapSignal = SIGTRAP;

// Vector registers are left zero: no table of ours refers to them, and nothing resumes from here.
inline Registers interruptedRegisters(const ucontext &context) {
  const sigcontext &c = context.uc_mcontext;
  Registers registers = {};
  for (unsigned i = 0; i < 31; ++i)
    registers.slots[i] = c.regs[i];
  registers.slots[Registers::spSlot] = c.sp;
  registers.slots[Registers::pcSlot] = c.pc;
  return registers;
}

// Lets the interrupted thread go on at `pc` with this stack pointer when the handler returns.
inline void resumeAt(ucontext &context, uint64_t pc, uint64_t sp) {
  context.uc_mcontext.pc = pc;
  context.uc_mcontext.sp = sp;
}

// False when `code` does not begin with a trap instruction.
inline bool decodeTrap(Span<const uint8_t> code, uint32_t &number) {
  uint32_t instruction = 0;
  if (code.size() < sizeof instruction)
    return false;
  __builtin_memcpy(&instruction, code.data(), sizeof instruction);
  // brk: 1101 0100 001, sixteen bits of immediate, 0 0000.
  number = (instruction >> 5) & 0xff;
  return (instruction & 0xffffe01f) == (0xd4200000 | 0x5500 << 5);
}

// Whether the instruction computes its address modulo 2^32: there is none.
inline bool wrapsAddresses(Span<const uint8_t>) { return false; }

}  // namespace wasmc::rt
