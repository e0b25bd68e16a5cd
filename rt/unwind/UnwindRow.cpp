#include "rt/unwind/UnwindRow.h"

#include "rt/unwind/DwarfExpression.h"

namespace wasmc::rt {

namespace {

using Kind = RegisterRule::Kind;

bool evaluateCfa(const UnwindRow &row, const StackRange &stack, const Registers &registers, uint64_t &cfa) {
  if (row.cfaIsExpression)
    return evaluateExpression(row.cfaExpression, nullptr, registers, stack, cfa);
  cfa = registers.slots[row.cfaSlot] + static_cast<uint64_t>(row.cfaOffset);
  return true;
}

DwarfReader expressionOf(const RegisterRule &rule) { return {rule.expression, rule.expression + rule.expressionSize}; }

// The caller's value of the register in `slot`.
bool callersValue(const RegisterRule &rule, uint32_t slot, uint64_t cfa, const StackRange &stack, const Registers &registers,
                  uint64_t &value) {
  switch (rule.kind) {
  case Kind::SameValue: value = registers.slots[slot]; return true;
  case Kind::Undefined: value = 0; return true;
  case Kind::AtOffset: return stack.read(cfa + static_cast<uint64_t>(rule.operand), value);
  case Kind::IsOffset: value = cfa + static_cast<uint64_t>(rule.operand); return true;
  case Kind::InRegister: value = registers.slots[rule.operand]; return true;
  case Kind::AtExpression: return evaluateExpression(expressionOf(rule), &cfa, registers, stack, value) && stack.read(value, value);
  case Kind::IsExpression: return evaluateExpression(expressionOf(rule), &cfa, registers, stack, value);
  }
  return false;
}

}  // namespace

bool applyRow(const FrameDescription &function, const UnwindRow &row, const StackRange &stack, Registers &registers) {
  uint32_t returnSlot = Registers::slotOf(function.returnRegister);
  if (returnSlot == noSlot || row.rules[returnSlot].kind == Kind::Undefined)
    return false;
  const Registers before = registers;
  uint64_t cfa = 0;
  if (!evaluateCfa(row, stack, before, cfa))
    return false;
  for (uint32_t slot = 0; slot < Registers::slotCount; ++slot) {
    if (!callersValue(row.rules[slot], slot, cfa, stack, before, registers.slots[slot]))
      return false;
  }
  // The CFA is by definition the stack pointer that the caller continues with, unless the table says otherwise.
  if (row.rules[Registers::spSlot].kind == Kind::SameValue)
    registers.slots[Registers::spSlot] = cfa;
  uint64_t returnAddress = registers.slots[returnSlot];
  registers.slots[Registers::pcSlot] = row.returnAddressIsSigned ? stripSignature(returnAddress) : returnAddress;
  return true;
}

}  // namespace wasmc::rt
