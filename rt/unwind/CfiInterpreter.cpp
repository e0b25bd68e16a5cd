// Executes call frame instructions up to a code address. Source: DWARF 5, sections 6.4.2 and 7.24; the GNU and AArch64 extensions
// from Linux Standard Base Core 5.0, section 10.5.2, and "DWARF for the Arm 64-bit Architecture", section 4.5.
#include "rt/unwind/UnwindRow.h"

namespace wasmc::rt {

namespace {

enum Instruction : uint8_t {
  // In the two highest bits, an operand in the others:
  DW_CFA_advance_loc = 0x40,
  DW_CFA_offset = 0x80,
  DW_CFA_restore = 0xc0,
  // Whole bytes:
  DW_CFA_nop = 0x00,
  DW_CFA_advance_loc1 = 0x02,
  DW_CFA_advance_loc2 = 0x03,
  DW_CFA_advance_loc4 = 0x04,
  DW_CFA_offset_extended = 0x05,
  DW_CFA_restore_extended = 0x06,
  DW_CFA_undefined = 0x07,
  DW_CFA_same_value = 0x08,
  DW_CFA_register = 0x09,
  DW_CFA_remember_state = 0x0a,
  DW_CFA_restore_state = 0x0b,
  DW_CFA_def_cfa = 0x0c,
  DW_CFA_def_cfa_register = 0x0d,
  DW_CFA_def_cfa_offset = 0x0e,
  DW_CFA_def_cfa_expression = 0x0f,
  DW_CFA_expression = 0x10,
  DW_CFA_offset_extended_sf = 0x11,
  DW_CFA_def_cfa_sf = 0x12,
  DW_CFA_def_cfa_offset_sf = 0x13,
  DW_CFA_val_offset = 0x14,
  DW_CFA_val_offset_sf = 0x15,
  DW_CFA_val_expression = 0x16,
  DW_CFA_AARCH64_negate_ra_state = 0x2d,
  DW_CFA_GNU_args_size = 0x2e,
};

using Kind = RegisterRule::Kind;

class CfiInterpreter {
public:
  CfiInterpreter(const FrameDescription &function, uint64_t pc) : function(function), pc(pc), location(function.codeBegin) {}

  bool run(UnwindRow &result) {
    if (!runInstructions(function.commonInstructions))
      return false;
    initial = row;
    if (!runInstructions(function.instructions))
      return false;
    result = row;
    return true;
  }

private:
  // clang nests remember_state once; more than this is no table of ours.
  static constexpr unsigned maxRemembered = 4;

  bool runInstructions(DwarfReader instructions) {
    reader = instructions;
    while (!reader.atEnd() && location <= pc)
      execute(reader.fixed<uint8_t>());
    return reader.ok();
  }

  void execute(uint8_t instruction) {
    uint8_t operand = instruction & 0x3f;
    switch (instruction & 0xc0) {
    case DW_CFA_advance_loc: return advance(operand);
    case DW_CFA_offset: return setRule(operand, Kind::AtOffset, unsignedFactored());
    case DW_CFA_restore: return restore(operand);
    default: break;
    }
    if (instruction >= DW_CFA_def_cfa && instruction <= DW_CFA_def_cfa_expression)
      defineCfa(instruction);
    else if (instruction == DW_CFA_def_cfa_sf || instruction == DW_CFA_def_cfa_offset_sf)
      defineCfa(instruction);
    else if (instruction <= DW_CFA_advance_loc4 || instruction >= DW_CFA_AARCH64_negate_ra_state ||
             instruction == DW_CFA_remember_state || instruction == DW_CFA_restore_state)
      executeState(instruction);
    else
      executeRule(instruction, reader.uleb128());
  }

  void executeState(uint8_t instruction) {
    switch (instruction) {
    case DW_CFA_nop: return;
    case DW_CFA_advance_loc1: return advance(reader.fixed<uint8_t>());
    case DW_CFA_advance_loc2: return advance(reader.fixed<uint16_t>());
    case DW_CFA_advance_loc4: return advance(reader.fixed<uint32_t>());
    case DW_CFA_remember_state: return rememberState();
    case DW_CFA_restore_state: return restoreState();
    case DW_CFA_AARCH64_negate_ra_state: return negateSignature();
    case DW_CFA_GNU_args_size: row.argumentsSize = reader.uleb128(); return;
    default: return reader.fail();
    }
  }

  void defineCfa(uint8_t instruction) {
    switch (instruction) {
    case DW_CFA_def_cfa:
      setCfaRegister(reader.uleb128());
      row.cfaOffset = static_cast<int64_t>(reader.uleb128());
      return;
    case DW_CFA_def_cfa_sf:
      setCfaRegister(reader.uleb128());
      row.cfaOffset = signedFactored();
      return;
    case DW_CFA_def_cfa_register: return setCfaRegister(reader.uleb128());
    case DW_CFA_def_cfa_offset: row.cfaOffset = static_cast<int64_t>(reader.uleb128()); return;
    case DW_CFA_def_cfa_offset_sf: row.cfaOffset = signedFactored(); return;
    default: row.cfaIsExpression = true; row.cfaExpression = reader.block(reader.uleb128());
    }
  }

  // The instructions whose first operand is a register.
  void executeRule(uint8_t instruction, uint64_t target) {
    switch (instruction) {
    case DW_CFA_offset_extended: return setRule(target, Kind::AtOffset, unsignedFactored());
    case DW_CFA_offset_extended_sf: return setRule(target, Kind::AtOffset, signedFactored());
    case DW_CFA_val_offset: return setRule(target, Kind::IsOffset, unsignedFactored());
    case DW_CFA_val_offset_sf: return setRule(target, Kind::IsOffset, signedFactored());
    case DW_CFA_restore_extended: return restore(target);
    case DW_CFA_undefined: return setRule(target, Kind::Undefined, 0);
    case DW_CFA_same_value: return setRule(target, Kind::SameValue, 0);
    case DW_CFA_register: return setRule(target, Kind::InRegister, slotOperand());
    case DW_CFA_expression: return setExpression(target, Kind::AtExpression);
    case DW_CFA_val_expression: return setExpression(target, Kind::IsExpression);
    default: return reader.fail();
    }
  }

  // Registers that aren't kept have no rules: nobody asks for them.
  void setRule(uint64_t dwarfNumber, Kind kind, int64_t operand) {
    if (uint32_t slot = Registers::slotOf(dwarfNumber); slot != noSlot)
      row.rules[slot] = {.kind = kind, .operand = operand};
  }

  void setExpression(uint64_t dwarfNumber, Kind kind) {
    uint64_t size = reader.uleb128();
    const uint8_t *expression = reader.position();
    reader.block(size);
    if (uint32_t slot = Registers::slotOf(dwarfNumber); slot != noSlot && reader.ok())
      row.rules[slot] = {.kind = kind, .expressionSize = static_cast<uint32_t>(size), .expression = expression};
  }

  void restore(uint64_t dwarfNumber) {
    if (uint32_t slot = Registers::slotOf(dwarfNumber); slot != noSlot)
      row.rules[slot] = initial.rules[slot];
  }

  void setCfaRegister(uint64_t dwarfNumber) {
    row.cfaIsExpression = false;
    row.cfaSlot = Registers::slotOf(dwarfNumber);
    if (row.cfaSlot == noSlot)
      reader.fail();
  }

  int64_t slotOperand() {
    uint32_t slot = Registers::slotOf(reader.uleb128());
    if (slot == noSlot)
      reader.fail();
    return slot;
  }

  void rememberState() {
    if (rememberedCount == maxRemembered)
      return reader.fail();
    remembered[rememberedCount++] = row;
  }

  void restoreState() {
    if (rememberedCount == 0)
      return reader.fail();
    row = remembered[--rememberedCount];
  }

  void negateSignature() { row.returnAddressIsSigned = !row.returnAddressIsSigned; }

  void advance(uint64_t delta) { location += delta * function.codeAlignment; }

  int64_t unsignedFactored() { return static_cast<int64_t>(reader.uleb128()) * function.dataAlignment; }
  int64_t signedFactored() { return reader.sleb128() * function.dataAlignment; }

  const FrameDescription &function;
  uint64_t pc;
  uint64_t location;  // the row under construction holds from here on
  DwarfReader reader;
  UnwindRow row;
  UnwindRow initial;
  UnwindRow remembered[maxRemembered];
  unsigned rememberedCount = 0;
};

}  // namespace

bool findRow(const FrameDescription &function, uint64_t pc, UnwindRow &row) { return CfiInterpreter(function, pc).run(row); }

}  // namespace wasmc::rt
