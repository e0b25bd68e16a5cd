#include "frontend/text/InstructionParser.h"

#include "frontend/text/Keywords.h"

namespace wasmc::text {
namespace {

bool opensBlock(Op op) { return op == Op::block || op == Op::loop || op == Op::if_ || op == Op::try_ || op == Op::try_table; }

// Parts of a block, which are no instructions in the text format.
bool isPart(Op op) { return op == Op::else_ || op == Op::end || op == Op::catch_ || op == Op::catch_all || op == Op::delegate; }

}  // namespace

void InstructionParser::sequence() {
  while (cursor.ok() && !(frames.empty() && cursor.at(TokenKind::RightParen)))
    step();
}

void InstructionParser::folded() {
  if (!cursor.at(TokenKind::LeftParen))
    return cursor.failUnexpected();
  do
    step();
  while (cursor.ok() && !frames.empty());
}

void InstructionParser::step() {
  if (cursor.at(TokenKind::LeftParen))
    open();
  else if (cursor.at(TokenKind::RightParen))
    close();
  else if (takesPlain())
    plain();
  else
    cursor.failUnexpected();
}

bool InstructionParser::takesPlain() const {
  if (frames.empty())
    return true;
  Kind kind = frames.back().kind;
  return kind == Kind::Body || kind == Kind::Group || kind == Kind::Block;
}

// The instruction that the next token names.
Op InstructionParser::keyword() {
  std::optional<Op> op;
  if (cursor.at(TokenKind::Keyword))
    op = findInstruction(cursor.text());
  if (op)
    cursor.next();
  else
    cursor.failUnexpected();
  return op.value_or(Op::nop);
}

// The hint in front of the next token, for an instruction that begins there.
std::optional<uint8_t> InstructionParser::takeHint(uint32_t source) {
  std::optional<uint8_t> hint = context.annotations.takeBranchHint();
  bool isFolded = cursor.at(TokenKind::LeftParen);
  if (hint && !cursor.atKeyword("if", isFolded) && !cursor.atKeyword("br_if", isFolded))
    cursor.fail(source, "@metadata.code.branch_hint annotation: invalid target");
  return hint;
}

void InstructionParser::markInstruction(uint32_t source, std::optional<uint8_t> hint) {
  out.mark(source);
  if (hint)
    function.hints.push_back({static_cast<uint32_t>(out.bytes.size()), *hint});
}

void InstructionParser::emitPending(const Frame &frame) {
  markInstruction(frame.source, frame.hint);
  out.raw(std::span(pending.bytes).subspan(frame.pending));
  pending.bytes.resize(frame.pending);
}

void InstructionParser::plain() {
  uint32_t source = cursor.peek().offset;
  std::optional<uint8_t> hint = takeHint(source);
  Op op = keyword();
  if (!cursor.ok())
    return;
  if (opensBlock(op))
    return plainBlock(op, source, hint);
  if (isPart(op))
    return plainPart(op);
  markInstruction(source, hint);
  immediates.instruction(op, out);
}

void InstructionParser::plainBlock(Op op, uint32_t source, std::optional<uint8_t> hint) {
  std::optional<std::string_view> label = cursor.takeId();
  markInstruction(source, hint);
  immediates.instruction(op, out);
  function.labels.push(label);
  frames.push_back({.kind = Kind::Block, .op = op, .label = label, .source = source});
}

void InstructionParser::plainPart(Op op) {
  cursor.seek(cursor.tell() - 1);
  if (frames.empty() || frames.back().kind != Kind::Block)
    return cursor.failUnexpected();
  Frame &frame = frames.back();
  bool isAllowed = op == Op::end || (op == Op::else_ && frame.op == Op::if_ && frame.arm == Arm::None) ||
                   (op == Op::delegate && frame.op == Op::try_ && frame.arm == Arm::None) ||
                   ((op == Op::catch_ || op == Op::catch_all) && frame.op == Op::try_ && frame.arm != Arm::Last);
  if (!isAllowed)
    return cursor.failUnexpected();
  uint32_t source = cursor.next().offset;
  if (op == Op::end)
    return plainEnd();
  if (op == Op::delegate)
    return plainDelegate();
  frame.arm = op == Op::catch_ ? Arm::Middle : Arm::Last;
  if (op == Op::else_)
    matchLabel();
  simple(op, source);
}

// The identifier that may follow `else` and `end` must be the block's.
void InstructionParser::matchLabel() {
  uint32_t source = cursor.peek().offset;
  std::optional<std::string_view> label = cursor.takeId();
  if (label && label != frames.back().label)
    cursor.fail(source, "mismatching label");
}

void InstructionParser::plainEnd() {
  matchLabel();
  if (cursor.ok())
    closeBlock();
}

// The label of `delegate` is one around the block that it ends.
void InstructionParser::plainDelegate() {
  function.labels.pop();
  uint32_t source = frames.back().source;
  frames.pop_back();
  simple(Op::delegate, source);
}

// Ends the innermost block in the binary form.
void InstructionParser::closeBlock() {
  out.mark(cursor.peek().offset);
  out.u8(static_cast<uint8_t>(info(Op::end).encoding));
  function.labels.pop();
  frames.pop_back();
}

void InstructionParser::open() {
  Kind around = frames.empty() ? Kind::Body : frames.back().kind;
  if (around == Kind::IfArms || (around == Kind::If && cursor.atGroup("then")))
    openIfPart();
  else if (around == Kind::Try)
    openTryPart();
  else
    openInstruction();
}

void InstructionParser::openInstruction() {
  uint32_t source = cursor.peek(1).offset;
  std::optional<uint8_t> hint = takeHint(source);
  cursor.expect(TokenKind::LeftParen);
  Op op = keyword();
  if (isPart(op)) {
    cursor.seek(cursor.tell() - 1);
    cursor.failUnexpected();
  }
  if (!cursor.ok())
    return;
  Frame frame{
      .kind = Kind::Operands, .op = op, .pending = static_cast<uint32_t>(pending.bytes.size()), .source = source, .hint = hint};
  if (opensBlock(op))
    frame.label = cursor.takeId();
  if (op == Op::if_)
    frame.kind = Kind::If;  // the label begins behind the condition, at `then`
  else if (opensBlock(op))
    frame.kind = op == Op::try_ ? Kind::Try : Kind::Body;
  if (frame.kind == Kind::Operands || frame.kind == Kind::If) {
    immediates.instruction(op, pending);
  } else {
    simple(op, source);
    function.labels.push(frame.label);
  }
  frames.push_back(frame);
}

void InstructionParser::openIfPart() {
  Frame &frame = frames.back();
  if (frame.kind == Kind::If) {
    cursor.expectGroup("then");
    emitPending(frame);
    function.labels.push(frame.label);
    frame.kind = Kind::IfArms;
  } else {
    uint32_t source = cursor.peek(1).offset;
    if (frame.arm == Arm::Last)
      return cursor.failUnexpected();
    cursor.expectGroup("else");
    frame.arm = Arm::Last;
    simple(Op::else_, source);
  }
  frames.push_back({.kind = Kind::Group, .op = Op::if_});
}

void InstructionParser::openTryPart() {
  Frame &frame = frames.back();
  uint32_t source = cursor.peek(1).offset;
  cursor.expect(TokenKind::LeftParen);
  if (frame.arm == Arm::None) {
    cursor.expectKeyword("do");
    frame.arm = Arm::First;
  } else if (frame.arm != Arm::Last && cursor.takeKeyword("catch")) {
    frame.arm = Arm::Middle;
    simple(Op::catch_, source);
  } else if (frame.arm != Arm::Last && cursor.takeKeyword("catch_all")) {
    frame.arm = Arm::Last;
    simple(Op::catch_all, source);
  } else if (frame.arm == Arm::First && cursor.takeKeyword("delegate")) {
    plainDelegate();
    cursor.close();
    return cursor.close();
  } else {
    return cursor.failUnexpected();
  }
  frames.push_back({.kind = Kind::Group, .op = Op::try_});
}

void InstructionParser::close() {
  if (frames.empty())
    return cursor.failUnexpected();
  Frame frame = frames.back();
  bool isUnfinished = frame.kind == Kind::If || frame.kind == Kind::Block || (frame.kind == Kind::Try && frame.arm == Arm::None);
  if (isUnfinished)
    return cursor.failUnexpected();
  if (frame.kind == Kind::Operands) {
    emitPending(frame);
    frames.pop_back();
  } else if (frame.kind == Kind::Group) {
    frames.pop_back();
  } else {
    closeBlock();
  }
  cursor.close();
}

}  // namespace wasmc::text
