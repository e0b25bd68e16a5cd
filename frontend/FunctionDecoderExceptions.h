// FunctionDecoder: exceptions, in the specification's form (3.4: throw, throw_ref, try_table) and in the legacy one of the
// exception handling proposal. Included by FunctionDecoder.h only.
#pragma once

namespace wasmc {

template <typename V> void FunctionDecoder<V>::on_throw_() {
  imm::TagIndex imm = imm::TagIndex::read(reader);
  if (!check(imm))
    return;
  std::span<const OperandT> arguments = popAll(module.funcType(module.tags[imm.index].typeIndex).parameters);
  if (live())
    visitor.throw_(imm.index, arguments);
  markUnreachable();
}

template <typename V> void FunctionDecoder<V>::on_throw_ref() {
  Value exception = pop(ValueType::ref(HeapType::Exn)).value;
  if (live())
    visitor.throw_ref(exception);
  markUnreachable();
}

// The label must take what the clause brings: the tag's values, then the reference to the exception.
template <typename V> void FunctionDecoder<V>::checkCatch(const imm::CatchClause &clause) {
  if (clause.hasTag() && !inRange("tag", clause.tag, module.tags.size()))
    return;
  FrameT *target = label(clause.label);
  if (!target)
    return;
  ResultType brought;
  if (clause.hasTag())
    brought = module.funcType(module.tags[clause.tag].typeIndex).parameters;
  if (clause.hasReference())
    brought.push_back(ValueType::ref(HeapType::Exn, false));
  if (!std::ranges::equal(brought, target->labelTypes(), [this](ValueType a, ValueType b) { return matches(module, a, b); }))
    fail(fmt::format("type mismatch: a catch clause brings other operands than label {} takes", clause.label));
}

template <typename V> void FunctionDecoder<V>::on_try_table() {
  imm::TryTable imm = imm::TryTable::read(reader);
  if (!checkBlockType(imm.type))
    return;
  for (size_t i = 0; i < imm.clauses.size() && reader.ok(); ++i)
    checkCatch(imm.clauses[i]);
  if (imm.type.form == imm::BlockType::Form::TypeIndex)
    expect(module.funcType(imm.type.typeIndex).parameters);
  if (!reader.ok())
    return;
  if (pushFrame(FrameKind::TryTable, imm.type).enteredLive)
    visitor.try_table(std::span(frames), imm.clauses);
}

// --- The legacy form

template <typename V> void FunctionDecoder<V>::on_try_() { decodeBlock(FrameKind::Try); }

template <typename V> void FunctionDecoder<V>::on_catch_() {
  imm::TagIndex imm = imm::TagIndex::read(reader);
  if (FrameKind kind = frames.back().kind; kind != FrameKind::Try && kind != FrameKind::Catch)
    return fail("catch without try");
  if (!check(imm) || !finishFrame())
    return;
  beginClause(FrameKind::Catch, module.funcType(module.tags[imm.index].typeIndex).parameters);
  if (live())
    visitor.catch_(frames.back(), imm.index, std::span(operands).subspan(frames.back().height));
}

template <typename V> void FunctionDecoder<V>::on_catch_all() {
  if (FrameKind kind = frames.back().kind; kind != FrameKind::Try && kind != FrameKind::Catch)
    return fail("catch_all without try");
  if (!finishFrame())
    return;
  beginClause(FrameKind::CatchAll, {});
  if (live())
    visitor.catch_all(frames.back());
}

// Ends its try; the label is counted from outside of it.
template <typename V> void FunctionDecoder<V>::on_delegate() {
  imm::Label depth = imm::Label::read(reader);
  if (frames.back().kind != FrameKind::Try)
    return fail("delegate without try");
  if (!finishFrame() || !inRange("label", depth.index, frames.size() - 1))
    return;
  if (frames.back().enteredLive)
    visitor.delegate(frames.back(), frames[frames.size() - 2 - depth.index]);
  endFrame();
}

template <typename V> void FunctionDecoder<V>::on_rethrow() {
  imm::Label depth = imm::Label::read(reader);
  FrameT *target = label(depth.index);
  if (!target)
    return;
  if (target->kind != FrameKind::Catch && target->kind != FrameKind::CatchAll)
    return fail(fmt::format("invalid rethrow label: {} is no catch clause", depth.index));
  if (live())
    visitor.rethrow(*target);
  markUnreachable();
}

}  // namespace wasmc
