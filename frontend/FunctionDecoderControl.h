// FunctionDecoder: blocks, branches and calls. Included by FunctionDecoder.h only.
#pragma once

namespace wasmc {

// --- Control (specification, 3.4: control instructions)

template <typename V> void FunctionDecoder<V>::on_unreachable() {
  if (live())
    visitor.unreachable();
  markUnreachable();
}

template <typename V> void FunctionDecoder<V>::on_nop() {}

template <typename V> void FunctionDecoder<V>::decodeBlock(FrameKind kind) {
  imm::BlockType type = imm::BlockType::read(reader);
  if (!checkBlockType(type))
    return;
  Value condition = kind == FrameKind::If ? pop(ValueType::I32).value : Value{};
  if (type.form == imm::BlockType::Form::TypeIndex)
    expect(module.funcType(type.typeIndex).parameters);
  if (!reader.ok())
    return;
  FrameT &frame = pushFrame(kind, type);
  std::span<OperandT> parameters = std::span(operands).subspan(frame.height);
  if (!frame.enteredLive)
    return;
  switch (kind) {
  case FrameKind::Loop: return visitor.loop(frame, parameters);
  case FrameKind::If: return visitor.if_(frame, condition, parameters);
  case FrameKind::Try: return visitor.try_(frame);
  default: return visitor.block(frame);
  }
}

template <typename V> void FunctionDecoder<V>::on_block() { decodeBlock(FrameKind::Block); }
template <typename V> void FunctionDecoder<V>::on_loop() { decodeBlock(FrameKind::Loop); }
template <typename V> void FunctionDecoder<V>::on_if_() { decodeBlock(FrameKind::If); }

// Checks that the frame's results, and nothing else, are on the stack, and hands them to the visitor.
template <typename V> bool FunctionDecoder<V>::finishFrame() {
  FrameT &frame = frames.back();
  std::span<OperandT> results = expect(frame.results());
  if (reader.ok() && operands.size() != frame.height + results.size())
    failOperands("block", frame.results(), operands.size() - frame.height);
  if (functionIndex && live())  // a constant expression has no frame of the visitor's
    visitor.fallThrough(frame, results);
  return reader.ok();
}

// Goes on in the same frame with another part of it, which begins as the frame did but with these operands.
template <typename V> void FunctionDecoder<V>::beginClause(FrameKind kind, std::span<const ValueType> types) {
  FrameT &frame = frames.back();
  forgetLocals(frame);
  operands.resize(frame.height);
  frame.kind = kind;
  frame.unreachable = false;
  pushAll(types);
}

template <typename V> void FunctionDecoder<V>::on_else_() {
  if (frames.back().kind != FrameKind::If)
    return fail("else without if");
  if (!finishFrame())
    return;
  beginClause(FrameKind::Else, frames.back().parameters());
  if (live())
    visitor.else_(frames.back(), std::span(operands).subspan(frames.back().height));
}

template <typename V> void FunctionDecoder<V>::on_end() {
  const FrameT &frame = frames.back();
  if (!finishFrame())
    return;
  if (frame.kind == FrameKind::If &&
      !std::ranges::equal(frame.parameters(), frame.results(), [this](ValueType a, ValueType b) { return matches(module, a, b); }))
    return fail("type mismatch: an if without else must return what it takes");
  if (functionIndex)
    endFrame();
  else
    frames.pop_back();
}

template <typename V> void FunctionDecoder<V>::endFrame() {
  FrameT ended = std::move(frames.back());
  frames.pop_back();
  forgetLocals(ended);
  operands.resize(ended.height);
  if (frames.empty()) {
    if (ended.enteredLive)
      visitor.endFunction(ended);
    return;
  }
  std::span<OperandT> results = pushAll(ended.results());
  if (ended.enteredLive && reader.ok())
    visitor.end(ended, results);
}

template <typename V> void FunctionDecoder<V>::on_br() {
  FrameT *target = readLabel();
  if (!target)
    return;
  std::span<OperandT> arguments = expect(target->labelTypes());
  if (live())
    visitor.br(*target, arguments);
  markUnreachable();
}

template <typename V> void FunctionDecoder<V>::on_br_if() {
  FrameT *target = readLabel();
  if (!target)
    return;
  Value condition = pop(ValueType::I32).value;
  std::span<OperandT> arguments = expect(target->labelTypes());
  if (live())
    visitor.br_if(*target, condition, arguments);
}

// The operands must fit every label; in unreachable code each label is checked on its own.
template <typename V> void FunctionDecoder<V>::checkBranch(uint32_t depth, size_t arity) {
  FrameT *target = label(depth);
  if (!target)
    return;
  std::span<const ValueType> types = target->labelTypes();
  if (types.size() != arity)
    return fail("type mismatch: br_table's labels differ in the number of their operands");
  size_t available = operands.size() - frames.back().height;
  if (available < arity && !frames.back().unreachable)
    return failOperand(types[arity - available - 1], std::nullopt);
  for (size_t i = 0; i < std::min(arity, available); ++i) {
    ValueType expected = types[arity - 1 - i], found = operands[operands.size() - 1 - i].type;
    if (!matches(module, found, expected))
      return failOperand(expected, found);
  }
}

template <typename V> void FunctionDecoder<V>::on_br_table() {
  imm::BranchTable table = imm::BranchTable::read(reader);
  if (!reader.ok())
    return;
  Value index = pop(ValueType::I32).value;
  FrameT *last = label(table.labels.back());
  if (!last)
    return;
  size_t arity = last->labelTypes().size();
  for (size_t i = 0; i < table.labels.size() && reader.ok(); ++i)
    checkBranch(table.labels[i], arity);
  if (!reader.ok())
    return;
  if (live())
    visitor.br_table(std::span(frames), table.labels, index, std::span(operands).last(arity));
  markUnreachable();
}

template <typename V> void FunctionDecoder<V>::on_return_() {
  std::span<OperandT> results = expect(frames.front().results());
  if (live())
    visitor.br(frames.front(), results);
  markUnreachable();
}

// --- Calls

template <typename V> void FunctionDecoder<V>::on_call() {
  imm::FunctionIndex callee = imm::FunctionIndex::read(reader);
  if (!check(callee))
    return;
  const FuncType &type = module.functionType(callee.index);
  std::span<const OperandT> arguments = popAll(type.parameters);
  std::span<OperandT> results = pushAll(type.results);
  if (live())
    visitor.call(callee.index, arguments, results);
}

template <typename V> const FuncType *FunctionDecoder<V>::checkIndirect(const imm::CallIndirect &imm) {
  if (!inRange("table", imm.table, module.tables.size()) ||
      !requireMatch("a table", module.tables[imm.table].type.element, ValueType::funcref()))
    return nullptr;
  return functionAt(imm.type);
}

template <typename V> void FunctionDecoder<V>::on_call_indirect() {
  imm::CallIndirect imm = imm::CallIndirect::read(reader);
  const FuncType *type = checkIndirect(imm);
  if (!type)
    return;
  Value index = pop(tableAddress(imm.table)).value;
  std::span<const OperandT> arguments = popAll(type->parameters);
  std::span<OperandT> results = pushAll(type->results);
  if (live())
    visitor.call_indirect(imm, index, arguments, results);
}

template <typename V> void FunctionDecoder<V>::on_call_ref() {
  imm::TypeIndex imm = imm::TypeIndex::read(reader);
  const FuncType *type = functionAt(imm.index);
  if (!type)
    return;
  Value callee = popReferenceTo(imm.index);
  std::span<const OperandT> arguments = popAll(type->parameters);
  std::span<OperandT> results = pushAll(type->results);
  if (live())
    visitor.call_ref(imm.index, callee, arguments, results);
}

// A tail call's results are the caller's.
template <typename V> bool FunctionDecoder<V>::checkReturnTypes(const FuncType &callee) {
  std::span<const ValueType> results = frames.front().results();
  if (!std::ranges::equal(callee.results, results, [this](ValueType a, ValueType b) { return matches(module, a, b); }))
    fail(fmt::format("type mismatch: a tail call to a function of type {} from one with other results", toString(callee)));
  return reader.ok();
}

template <typename V> void FunctionDecoder<V>::on_return_call() {
  imm::FunctionIndex callee = imm::FunctionIndex::read(reader);
  if (!check(callee) || !checkReturnTypes(module.functionType(callee.index)))
    return;
  std::span<const OperandT> arguments = popAll(module.functionType(callee.index).parameters);
  if (live())
    visitor.return_call(callee.index, arguments);
  markUnreachable();
}

template <typename V> void FunctionDecoder<V>::on_return_call_indirect() {
  imm::CallIndirect imm = imm::CallIndirect::read(reader);
  const FuncType *type = checkIndirect(imm);
  if (!type || !checkReturnTypes(*type))
    return;
  Value index = pop(tableAddress(imm.table)).value;
  std::span<const OperandT> arguments = popAll(type->parameters);
  if (live())
    visitor.return_call_indirect(imm, index, arguments);
  markUnreachable();
}

// Of two proposals: its row names the one, the other is asked for here.
template <typename V> void FunctionDecoder<V>::on_return_call_ref() {
  if (!module.features.has(Feature::FunctionReferences))
    return failFeature(Feature::FunctionReferences);
  imm::TypeIndex imm = imm::TypeIndex::read(reader);
  const FuncType *type = functionAt(imm.index);
  if (!type || !checkReturnTypes(*type))
    return;
  Value callee = popReferenceTo(imm.index);
  std::span<const OperandT> arguments = popAll(type->parameters);
  if (live())
    visitor.return_call_ref(imm.index, callee, arguments);
  markUnreachable();
}

}  // namespace wasmc
