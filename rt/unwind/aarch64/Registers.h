// AArch64: x0 to x30, sp, pc, and d8 to d15, the vector register halves that a call preserves.
// Source: "DWARF for the Arm 64-bit Architecture", section 4.1 (register numbers); AAPCS64, section 6.1 (what a call preserves).
#pragma once

#include <stdint.h>

namespace wasmc::rt {

struct Registers {
  static constexpr uint32_t slotCount = 41;
  static constexpr uint32_t spSlot = 31;
  static constexpr uint32_t pcSlot = 32;  // DWARF number 32 as well
  static constexpr uint32_t d8Slot = 33;
  static constexpr uint32_t d8Dwarf = 72;

  static constexpr uint32_t slotOf(uint64_t dwarfNumber) {
    if (dwarfNumber <= pcSlot)
      return static_cast<uint32_t>(dwarfNumber);
    if (dwarfNumber - d8Dwarf < 8)
      return static_cast<uint32_t>(dwarfNumber - d8Dwarf + d8Slot);
    return noSlot;
  }

  uint64_t slots[slotCount];

  uint64_t sp() const { return slots[spSlot]; }
  uint64_t pc() const { return slots[pcSlot]; }
};

// Only what a call preserves; the other slots are left as they are.
[[gnu::naked]] inline void captureRegisters(Registers &) {
  asm("stp x19, x20, [x0, #152]\n"
      "stp x21, x22, [x0, #168]\n"
      "stp x23, x24, [x0, #184]\n"
      "stp x25, x26, [x0, #200]\n"
      "stp x27, x28, [x0, #216]\n"
      "stp x29, x30, [x0, #232]\n"
      "mov x1, sp\n"
      "stp x1, x30, [x0, #248]\n"  // sp, and as pc where this call returns to
      "stp d8, d9, [x0, #264]\n"
      "stp d10, d11, [x0, #280]\n"
      "stp d12, d13, [x0, #296]\n"
      "stp d14, d15, [x0, #312]\n"
      "ret");
}

// Goes on with what a call preserves, and the exception where LLVM's landing pads take it from (x0; a selector is in x1).
[[gnu::naked, noreturn]] inline void enterLandingPad(const Registers &, void *) {
  asm("ldp x19, x20, [x0, #152]\n"
      "ldp x21, x22, [x0, #168]\n"
      "ldp x23, x24, [x0, #184]\n"
      "ldp x25, x26, [x0, #200]\n"
      "ldp x27, x28, [x0, #216]\n"
      "ldp x29, x30, [x0, #232]\n"
      "ldp d8, d9, [x0, #264]\n"
      "ldp d10, d11, [x0, #280]\n"
      "ldp d12, d13, [x0, #296]\n"
      "ldp d14, d15, [x0, #312]\n"
      "ldp x9, x10, [x0, #248]\n"  // sp, pc
      "mov sp, x9\n"
      "mov x0, x1\n"
      "mov x1, xzr\n"
      "br x10");
}

// xpaclri, spelled as the hint that CPUs without pointer authentication take for a no-op.
inline uint64_t stripSignature(uint64_t returnAddress) {
  register uint64_t x30 asm("x30") = returnAddress;
  asm("hint #7" : "+r"(x30));
  return x30;
}

}  // namespace wasmc::rt
