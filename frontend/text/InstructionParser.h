// Instructions in text form, plain and folded (specification, 6.5). Nesting of both kinds lives on explicit stacks.
#pragma once

#include "frontend/text/ImmediateParser.h"

namespace wasmc::text {

class InstructionParser {
public:
  // Appends to `out`, from which offsets of branch hints count.
  InstructionParser(Context &context, FunctionContext &function, Writer &out)
      : context(context), function(function), cursor(context.cursor), immediates(context, function), out(out) {}

  // Instructions up to a closing parenthesis, which stays.
  void sequence();
  // Exactly one instruction in parentheses.
  void folded();

private:
  // What is open around the next token.
  enum class Kind : uint8_t {
    Operands,  // a folded instruction, to be emitted behind its operands
    Body,      // a folded block, whose end follows at the parenthesis
    If,        // a folded `if` in front of `then`
    IfArms,    // behind `then`
    Try,       // a folded `try` between its groups
    Group,     // `then`, `else`, `do`, `catch`, `catch_all`: instructions in parentheses
    Block,     // a block that `end` closes
  };
  enum class Arm : uint8_t { None, First, Middle, Last };  // the latest part of a block that has several

  struct Frame {
    Kind kind;
    Op op;
    Arm arm = Arm::None;
    std::optional<std::string_view> label = {};
    uint32_t pending = 0;  // Operands, If: where the instruction begins in `pending`
    uint32_t source = 0;
    std::optional<uint8_t> hint = {};
  };

  void step();
  bool takesPlain() const;
  Op keyword();
  std::optional<uint8_t> takeHint(uint32_t source);
  void emitPending(const Frame &frame);
  void markInstruction(uint32_t source, std::optional<uint8_t> hint);

  void plain();
  void plainBlock(Op op, uint32_t source, std::optional<uint8_t> hint);
  void plainPart(Op op);
  void plainEnd();
  void plainDelegate();
  void matchLabel();

  void open();
  void openInstruction();
  void openIfPart();
  void openTryPart();
  void close();
  void closeBlock();
  void simple(Op op, uint32_t source) {
    out.mark(source);
    immediates.instruction(op, out);
  }

  Context &context;
  FunctionContext &function;
  Cursor &cursor;
  ImmediateParser immediates;
  Writer &out;
  std::vector<Frame> frames;
  Writer pending;  // folded instructions whose operands are still being read
};

}  // namespace wasmc::text
