// How to find a caller's registers from a function's own at one code address: a row of the table in DWARF 5, section 6.4.1.
#pragma once

#include "rt/unwind/Registers.h"
#include "rt/unwind/StackRange.h"
#include "rt/unwind/UnwindTable.h"

namespace wasmc::rt {

// Where the caller's value of one register is. Addresses count from the canonical frame address (CFA), which is the caller's
// stack pointer.
struct RegisterRule {
  enum class Kind : uint8_t {
    SameValue,
    Undefined,
    AtOffset,      // in memory at CFA + operand
    IsOffset,      // CFA + operand itself
    InRegister,    // in slot `operand`
    AtExpression,  // in memory at the address that the expression computes
    IsExpression,  // what the expression computes
  };
  Kind kind = Kind::SameValue;
  uint32_t expressionSize = 0;  // in bytes
  union {
    int64_t operand = 0;
    const uint8_t *expression;
  };
};

struct UnwindRow {
  // The CFA: what the expression computes, or else slot cfaSlot plus cfaOffset.
  bool cfaIsExpression = false;
  uint32_t cfaSlot = Registers::spSlot;
  int64_t cfaOffset = 0;
  DwarfReader cfaExpression;
  // AArch64: the return address carries a pointer authentication code.
  bool returnAddressIsSigned = false;
  // How far arguments that were pushed for a call have moved the stack pointer below where a landing pad expects it.
  uint64_t argumentsSize = 0;
  RegisterRule rules[Registers::slotCount];
};

// The row for the code address `pc` of the function that `function` describes. False for malformed or unknown instructions.
bool findRow(const FrameDescription &function, uint64_t pc, UnwindRow &row);

// Replaces `registers` by the caller's. False, with `registers` in an unspecified state, at the outermost function (whose return
// address is undefined) and when a rule leads outside `stack`.
bool applyRow(const FrameDescription &function, const UnwindRow &row, const StackRange &stack, Registers &registers);

}  // namespace wasmc::rt
