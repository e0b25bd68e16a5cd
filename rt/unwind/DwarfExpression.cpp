// Source: DWARF 5, section 2.5 (operations) and 7.7.1 (their encodings).
#include "rt/unwind/DwarfExpression.h"

namespace wasmc::rt {

namespace {

enum Operation : uint8_t {
  DW_OP_deref = 0x06,
  DW_OP_const1u = 0x08,
  DW_OP_const1s = 0x09,
  DW_OP_const2u = 0x0a,
  DW_OP_const2s = 0x0b,
  DW_OP_const4u = 0x0c,
  DW_OP_const4s = 0x0d,
  DW_OP_const8u = 0x0e,
  DW_OP_const8s = 0x0f,
  DW_OP_constu = 0x10,
  DW_OP_consts = 0x11,
  DW_OP_and = 0x1a,
  DW_OP_minus = 0x1c,
  DW_OP_mul = 0x1e,
  DW_OP_or = 0x21,
  DW_OP_plus = 0x22,
  DW_OP_plus_uconst = 0x23,
  DW_OP_shl = 0x24,
  DW_OP_lit0 = 0x30,
  DW_OP_lit31 = 0x4f,
  DW_OP_breg0 = 0x70,
  DW_OP_breg31 = 0x8f,
  DW_OP_bregx = 0x92,
};

class Evaluator {
public:
  Evaluator(DwarfReader code, const Registers &registers, const StackRange &stack)
      : code(code), registers(registers), stack(stack) {}

  void push(uint64_t value) {
    if (depth == maxDepth)
      code.fail();
    else
      values[depth++] = value;
  }

  uint64_t pop() {
    if (depth == 0) {
      code.fail();
      return 0;
    }
    return values[--depth];
  }

  bool run(uint64_t &result) {
    while (!code.atEnd())
      step(code.fixed<uint8_t>());
    result = pop();
    return code.ok();
  }

private:
  static constexpr unsigned maxDepth = 16;

  void step(uint8_t operation) {
    if (operation >= DW_OP_lit0 && operation <= DW_OP_lit31)
      push(operation - DW_OP_lit0);
    else if (operation >= DW_OP_breg0 && operation <= DW_OP_breg31)
      pushRegister(operation - DW_OP_breg0);
    else if (operation >= DW_OP_const1u && operation <= DW_OP_consts)
      pushConstant(operation);
    else
      compute(operation);
  }

  void pushConstant(uint8_t operation) {
    switch (operation) {
    case DW_OP_const1u: return push(code.fixed<uint8_t>());
    case DW_OP_const1s: return push(static_cast<uint64_t>(int64_t{code.fixed<int8_t>()}));
    case DW_OP_const2u: return push(code.fixed<uint16_t>());
    case DW_OP_const2s: return push(static_cast<uint64_t>(int64_t{code.fixed<int16_t>()}));
    case DW_OP_const4u: return push(code.fixed<uint32_t>());
    case DW_OP_const4s: return push(static_cast<uint64_t>(int64_t{code.fixed<int32_t>()}));
    case DW_OP_constu: return push(code.uleb128());
    case DW_OP_consts: return push(static_cast<uint64_t>(code.sleb128()));
    default: return push(code.fixed<uint64_t>());
    }
  }

  void pushRegister(uint64_t dwarfNumber) {
    uint64_t offset = static_cast<uint64_t>(code.sleb128());
    uint32_t slot = Registers::slotOf(dwarfNumber);
    if (slot == noSlot)
      code.fail();
    else
      push(registers.slots[slot] + offset);
  }

  void dereference() {
    uint64_t word = 0;
    if (!stack.read(pop(), word))
      code.fail();
    push(word);
  }

  void compute(uint8_t operation) {
    switch (operation) {
    case DW_OP_deref: return dereference();
    case DW_OP_bregx: return pushRegister(code.uleb128());
    case DW_OP_plus_uconst: return push(pop() + code.uleb128());
    default: return computeBinary(operation);
    }
  }

  void computeBinary(uint8_t operation) {
    uint64_t right = pop();
    uint64_t left = pop();
    switch (operation) {
    case DW_OP_and: return push(left & right);
    case DW_OP_minus: return push(left - right);
    case DW_OP_mul: return push(left * right);
    case DW_OP_or: return push(left | right);
    case DW_OP_plus: return push(left + right);
    case DW_OP_shl: return push(right < 64 ? left << right : 0);
    default: return code.fail();
    }
  }

  DwarfReader code;
  const Registers &registers;
  const StackRange &stack;
  uint64_t values[maxDepth];
  unsigned depth = 0;
};

}  // namespace

bool evaluateExpression(DwarfReader code, const uint64_t *initial, const Registers &registers, const StackRange &stack,
                        uint64_t &value) {
  Evaluator evaluator(code, registers, stack);
  if (initial)
    evaluator.push(*initial);
  return evaluator.run(value);
}

}  // namespace wasmc::rt
