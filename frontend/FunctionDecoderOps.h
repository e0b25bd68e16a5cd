// FunctionDecoder: the operators that are typed by hand, in the order of Opcodes.def. Included by FunctionDecoder.h only.
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
    expect(module.types[type.typeIndex].parameters);
  if (!reader.ok())
    return;
  FrameT &frame = pushFrame(kind, type);
  std::span<OperandT> parameters = std::span(operands).subspan(frame.height);
  if (!frame.enteredLive)
    return;
  switch (kind) {
  case FrameKind::Loop: return visitor.loop(frame, parameters);
  case FrameKind::If: return visitor.if_(frame, condition, parameters);
  default: return visitor.block(frame);
  }
}

template <typename V> void FunctionDecoder<V>::on_block() { decodeBlock(FrameKind::Block); }
template <typename V> void FunctionDecoder<V>::on_loop() { decodeBlock(FrameKind::Loop); }
template <typename V> void FunctionDecoder<V>::on_if_() { decodeBlock(FrameKind::If); }

// Checks that the frame's results, and nothing else, are on the stack.
template <typename V> void FunctionDecoder<V>::finishFrame() {
  FrameT &frame = frames.back();
  std::span<OperandT> results = expect(frame.results());
  if (reader.ok() && operands.size() != frame.height + results.size())
    fail(fmt::format("type mismatch: {} operand(s) left over at the end of the block",
                     operands.size() - frame.height - results.size()));
}

template <typename V> void FunctionDecoder<V>::on_else_() {
  if (frames.back().kind != FrameKind::If)
    return fail("else without if");
  finishFrame();
  if (!reader.ok())
    return;
  FrameT &frame = frames.back();
  if (live())
    visitor.fallThrough(frame, std::span(operands).subspan(frame.height));
  operands.resize(frame.height);
  frame.kind = FrameKind::Else;
  frame.unreachable = false;
  std::span<OperandT> parameters = pushAll(frame.parameters());
  if (live())
    visitor.else_(frame, parameters);
}

template <typename V> void FunctionDecoder<V>::on_end() {
  finishFrame();
  if (!reader.ok())
    return;
  FrameT &frame = frames.back();
  if (frame.kind == FrameKind::If && !std::ranges::equal(frame.parameters(), frame.results()))
    return fail("type mismatch: an if without else must return what it takes");
  if (!functionIndex) {  // a constant expression has no frame of the visitor's
    frames.pop_back();
    return;
  }
  if (live())
    visitor.fallThrough(frame, std::span(operands).subspan(frame.height));
  operands.resize(frame.height);
  bool isLive = frame.enteredLive;
  FrameT ended = std::move(frame);
  frames.pop_back();
  if (frames.empty()) {
    if (isLive)
      visitor.endFunction(ended);
    return;
  }
  std::span<OperandT> results = pushAll(ended.results());
  if (isLive && reader.ok())
    visitor.end(ended, results);
}

template <typename V> void FunctionDecoder<V>::on_br() {
  imm::Label depth = imm::Label::read(reader);
  FrameT *target = label(depth.index);
  if (!target)
    return;
  std::span<OperandT> arguments = expect(target->labelTypes());
  if (live())
    visitor.br(*target, arguments);
  markUnreachable();
}

template <typename V> void FunctionDecoder<V>::on_br_if() {
  imm::Label depth = imm::Label::read(reader);
  FrameT *target = label(depth.index);
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
    return fail(fmt::format("type mismatch: expected {}, found nothing", toString(types[arity - available - 1])));
  for (size_t i = 0; i < std::min(arity, available); ++i) {
    ValueType expected = types[arity - 1 - i], found = operands[operands.size() - 1 - i].type;
    if (found != expected && !found.isBottom())
      return fail(fmt::format("type mismatch: expected {}, found {}", toString(expected), toString(found)));
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

template <typename V> void FunctionDecoder<V>::on_call() {
  imm::FunctionIndex callee = imm::FunctionIndex::read(reader);
  if (!check(callee))
    return;
  const FuncType &type = module.functionType(callee.index);
  std::span<OperandT> top = expect(type.parameters);
  if (!reader.ok())
    return;
  std::vector<OperandT> arguments(top.begin(), top.end());
  drop(arguments.size());
  std::span<OperandT> results = pushAll(type.results);
  if (live())
    visitor.call(callee.index, arguments, results);
}

template <typename V> void FunctionDecoder<V>::on_call_indirect() {
  imm::CallIndirect imm = imm::CallIndirect::read(reader);
  if (!inRange("type", imm.type, module.types.size()) || !inRange("table", imm.table, module.tables.size()))
    return;
  if (module.tables[imm.table].type.element != ValueType::funcref())
    return fail(
        fmt::format("type mismatch: expected a table of funcref, found {}", toString(module.tables[imm.table].type.element)));
  const FuncType &type = module.types[imm.type];
  Value index = pop(tableAddress(imm.table)).value;
  std::span<OperandT> top = expect(type.parameters);
  if (!reader.ok())
    return;
  std::vector<OperandT> arguments(top.begin(), top.end());
  drop(arguments.size());
  std::span<OperandT> results = pushAll(type.results);
  if (live())
    visitor.call_indirect(imm, index, arguments, results);
}

// --- Parametric

template <typename V> void FunctionDecoder<V>::on_drop() {
  OperandT operand = popAny();
  if (live())
    visitor.drop(operand.value);
}

template <typename V> void FunctionDecoder<V>::on_select() {
  Value condition = pop(ValueType::I32).value;
  OperandT second = popAny();
  OperandT first = popAny();
  for (const OperandT &operand : {first, second})
    if (!operand.type.isBottom() && !operand.type.isNumeric())
      return fail(fmt::format("type mismatch: select without a type needs numbers, found {}", toString(operand.type)));
  if (first.type != second.type && !first.type.isBottom() && !second.type.isBottom())
    return fail(fmt::format("type mismatch: select between {} and {}", toString(first.type), toString(second.type)));
  push(first.type.isBottom() ? second.type : first.type, live() ? visitor.select(condition, first.value, second.value) : Value{});
}

template <typename V> void FunctionDecoder<V>::on_select_t() {
  imm::SelectTypes imm = imm::SelectTypes::read(reader);
  if (!reader.ok())
    return;
  if (imm.types.size() != 1)
    return fail("invalid result arity: select takes exactly one type");
  Value condition = pop(ValueType::I32).value;
  Value second = pop(imm.types[0]).value;
  Value first = pop(imm.types[0]).value;
  push(imm.types[0], live() ? visitor.select(condition, first, second) : Value{});
}

// --- Variables

template <typename V> void FunctionDecoder<V>::on_local_get() {
  imm::LocalIndex imm = imm::LocalIndex::read(reader);
  if (check(imm))
    push(locals[imm.index], live() ? visitor.local_get(imm.index) : Value{});
}

template <typename V> void FunctionDecoder<V>::on_local_set() {
  imm::LocalIndex imm = imm::LocalIndex::read(reader);
  if (!check(imm))
    return;
  Value value = pop(locals[imm.index]).value;
  if (live())
    visitor.local_set(imm.index, value);
}

template <typename V> void FunctionDecoder<V>::on_local_tee() {
  imm::LocalIndex imm = imm::LocalIndex::read(reader);
  if (!check(imm))
    return;
  Value value = pop(locals[imm.index]).value;
  if (live())
    visitor.local_set(imm.index, value);
  push(locals[imm.index], value);
}

template <typename V> void FunctionDecoder<V>::on_global_get() {
  imm::GlobalIndex imm = imm::GlobalIndex::read(reader);
  if (!check(imm))
    return;
  const GlobalType &type = module.globals[imm.index].type;
  if (!functionIndex && type.isMutable)
    return fail("constant expression required: a mutable global");
  push(type.type, live() ? visitor.global_get(imm.index) : Value{});
}

template <typename V> void FunctionDecoder<V>::on_global_set() {
  imm::GlobalIndex imm = imm::GlobalIndex::read(reader);
  if (!check(imm))
    return;
  const GlobalType &type = module.globals[imm.index].type;
  if (!type.isMutable)
    return fail(fmt::format("immutable global: global {} can't be set", imm.index));
  Value value = pop(type.type).value;
  if (live())
    visitor.global_set(imm.index, value);
}

// --- Tables

template <typename V> void FunctionDecoder<V>::on_table_get() {
  imm::TableIndex imm = imm::TableIndex::read(reader);
  if (!check(imm))
    return;
  Value index = pop(tableAddress(imm.index)).value;
  push(module.tables[imm.index].type.element, live() ? visitor.table_get(imm.index, index) : Value{});
}

template <typename V> void FunctionDecoder<V>::on_table_set() {
  imm::TableIndex imm = imm::TableIndex::read(reader);
  if (!check(imm))
    return;
  Value value = pop(module.tables[imm.index].type.element).value;
  Value index = pop(tableAddress(imm.index)).value;
  if (live())
    visitor.table_set(imm.index, index, value);
}

template <typename V> void FunctionDecoder<V>::on_table_init() {
  imm::TableInit imm = imm::TableInit::read(reader);
  if (!inRange("table", imm.table, module.tables.size()) || !inRange("elem segment", imm.element, module.elements.size()))
    return;
  ValueType found = module.elements[imm.element].type, expected = module.tables[imm.table].type.element;
  if (found != expected)
    return fail(fmt::format("type mismatch: expected elements of {}, found {}", toString(expected), toString(found)));
  Value count = pop(ValueType::I32).value;
  Value source = pop(ValueType::I32).value;
  Value destination = pop(tableAddress(imm.table)).value;
  if (live())
    visitor.table_init(imm, destination, source, count);
}

template <typename V> void FunctionDecoder<V>::on_table_copy() {
  imm::TableCopy imm = imm::TableCopy::read(reader);
  if (!inRange("table", imm.destination, module.tables.size()) || !inRange("table", imm.source, module.tables.size()))
    return;
  ValueType found = module.tables[imm.source].type.element, expected = module.tables[imm.destination].type.element;
  if (found != expected)
    return fail(fmt::format("type mismatch: expected elements of {}, found {}", toString(expected), toString(found)));
  Value count = pop(ValueType::I32).value;
  Value source = pop(tableAddress(imm.source)).value;
  Value destination = pop(tableAddress(imm.destination)).value;
  if (live())
    visitor.table_copy(imm, destination, source, count);
}

template <typename V> void FunctionDecoder<V>::on_table_grow() {
  imm::TableIndex imm = imm::TableIndex::read(reader);
  if (!check(imm))
    return;
  Value delta = pop(tableAddress(imm.index)).value;
  Value initial = pop(module.tables[imm.index].type.element).value;
  push(tableAddress(imm.index), live() ? visitor.table_grow(imm.index, initial, delta) : Value{});
}

template <typename V> void FunctionDecoder<V>::on_table_fill() {
  imm::TableIndex imm = imm::TableIndex::read(reader);
  if (!check(imm))
    return;
  Value count = pop(tableAddress(imm.index)).value;
  Value value = pop(module.tables[imm.index].type.element).value;
  Value start = pop(tableAddress(imm.index)).value;
  if (live())
    visitor.table_fill(imm.index, start, value, count);
}

// --- References

template <typename V> void FunctionDecoder<V>::on_ref_null() {
  imm::HeapTypeImm imm = imm::HeapTypeImm::read(reader);
  if (reader.ok())
    push(ValueType::ref(imm.type), live() ? visitor.ref_null(imm.type) : Value{});
}

template <typename V> void FunctionDecoder<V>::on_ref_is_null() {
  OperandT operand = popAny();
  if (!operand.type.isBottom() && !operand.type.isRef())
    return fail(fmt::format("type mismatch: expected a reference, found {}", toString(operand.type)));
  push(ValueType::I32, live() ? visitor.ref_is_null(operand.value) : Value{});
}

template <typename V> void FunctionDecoder<V>::on_ref_func() {
  imm::FunctionIndex imm = imm::FunctionIndex::read(reader);
  if (!check(imm))
    return;
  if (functionIndex && !module.declaredFunctions[imm.index])
    return fail(fmt::format("undeclared function reference: function {}", imm.index));
  push(ValueType::funcref(), live() ? visitor.ref_func(imm.index) : Value{});
}

// --- Memory

template <typename V> void FunctionDecoder<V>::on_memory_copy() {
  imm::MemoryCopy imm = imm::MemoryCopy::read(reader);
  if (!inRange("memory", imm.destination, module.memories.size()) || !inRange("memory", imm.source, module.memories.size()))
    return;
  ValueType destinationType = module.memories[imm.destination].type.addressType;
  ValueType sourceType = module.memories[imm.source].type.addressType;
  Value count = pop(sourceType == destinationType ? sourceType : ValueType(ValueType::I32)).value;
  Value source = pop(sourceType).value;
  Value destination = pop(destinationType).value;
  if (live())
    visitor.memory_copy(imm, destination, source, count);
}

}  // namespace wasmc
