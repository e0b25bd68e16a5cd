#include "rt/unwind/CallSites.h"

#include "rt/unwind/LandingPad.h"
#include "rt/unwind/UnwindRow.h"

namespace wasmc::rt {

namespace {

using Kind = RegisterRule::Kind;

bool fitsInt32(int64_t value) { return value == static_cast<int32_t>(value); }

}  // namespace

bool CallSite::read(uint64_t address) {
  FrameDescription function;
  UnwindRow row;
  pc = 0;
  if (!findFunction(address, function) || !findRow(function, address, row))
    return false;
  pad = function.lsda.atEnd() ? 0 : wasmc_personality(function.lsda, function.codeBegin, address);
  pushed = row.argumentsSize;
  begin = function.codeBegin;
  isCompact = compact(function, row);
  pc = address;
  return true;
}

// False where a rule is none of those that clang uses in nearly all functions.
bool CallSite::compact(const FrameDescription &function, const UnwindRow &row) {
  uint32_t slotOfReturn = Registers::slotOf(function.returnRegister);
  if (slotOfReturn == noSlot || row.cfaIsExpression || row.returnAddressIsSigned || !fitsInt32(row.cfaOffset))
    return false;
  returnSlot = static_cast<uint8_t>(slotOfReturn);
  cfaSlot = row.cfaSlot;
  cfaOffset = static_cast<int32_t>(row.cfaOffset);
  savedCount = 0;
  for (uint32_t slot = 0; slot < Registers::slotCount; ++slot) {
    const RegisterRule &rule = row.rules[slot];
    if (rule.kind == Kind::SameValue)
      continue;
    if (rule.kind != Kind::AtOffset || !fitsInt32(rule.operand) || savedCount == maxSaved)
      return false;
    savedAt[savedCount] = static_cast<int32_t>(rule.operand);
    savedSlot[savedCount++] = static_cast<uint8_t>(slot);
  }
  return row.rules[Registers::spSlot].kind == Kind::SameValue;
}

bool CallSite::unwind(const StackRange &stack, Registers &registers) const {
  uint64_t sp = registers.sp();
  if (!isCompact) {
    FrameDescription function;
    UnwindRow row;
    if (!findFunction(pc, function) || !findRow(function, pc, row) || !applyRow(function, row, stack, registers))
      return false;
  } else {
    uint64_t cfa = registers.slots[cfaSlot] + static_cast<uint64_t>(int64_t{cfaOffset});
    for (unsigned i = 0; i < savedCount; ++i)
      if (!stack.read(cfa + static_cast<uint64_t>(int64_t{savedAt[i]}), registers.slots[savedSlot[i]]))
        return false;
    registers.slots[Registers::spSlot] = cfa;
    registers.slots[Registers::pcSlot] = registers.slots[returnSlot];
  }
  return registers.pc() != 0 && registers.sp() > sp && registers.sp() <= stack.end;
}

const CallSite *CallSites::find(uint64_t pc) {
  // Fibonacci hashing (Knuth, The Art of Computer Programming, 6.4): neighbours get far apart.
  CallSite &site = sites[(pc * 0x9e3779b97f4a7c15) >> (64 - sizeLog2)];
  return site.pc == pc || site.read(pc) ? &site : nullptr;
}

}  // namespace wasmc::rt
