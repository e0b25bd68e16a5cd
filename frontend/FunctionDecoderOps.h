// FunctionDecoder: variables, tables, memories and what takes any operand. Included by FunctionDecoder.h only.
#pragma once

namespace wasmc {

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
    if (!operand.type.isBottom() && !operand.type.isNumeric() && operand.type != ValueType::V128)
      return fail(fmt::format("type mismatch: select without a type needs numbers or vectors, found {}", toString(operand.type)));
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
  if (!checkType(opOffset, imm.types[0]))
    return;
  Value condition = pop(ValueType::I32).value;
  Value second = pop(imm.types[0]).value;
  Value first = pop(imm.types[0]).value;
  push(imm.types[0], live() ? visitor.select(condition, first, second) : Value{});
}

// --- Variables

template <typename V> void FunctionDecoder<V>::on_local_get() {
  imm::LocalIndex imm = imm::LocalIndex::read(reader);
  if (!check(imm))
    return;
  if (!isSet.empty() && !isSet[imm.index])
    return fail(fmt::format("uninitialized local: local {}", imm.index));
  push(locals[imm.index], live() ? visitor.local_get(imm.index) : Value{});
}

template <typename V> void FunctionDecoder<V>::on_local_set() {
  imm::LocalIndex imm = imm::LocalIndex::read(reader);
  if (!check(imm))
    return;
  Value value = pop(locals[imm.index]).value;
  markSet(imm.index);
  if (live())
    visitor.local_set(imm.index, value);
}

template <typename V> void FunctionDecoder<V>::on_local_tee() {
  imm::LocalIndex imm = imm::LocalIndex::read(reader);
  if (!check(imm))
    return;
  Value value = pop(locals[imm.index]).value;
  markSet(imm.index);
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
  if (!requireMatch("elements", module.elements[imm.element].type, module.tables[imm.table].type.element))
    return;
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
  if (!requireMatch("elements", module.tables[imm.source].type.element, module.tables[imm.destination].type.element))
    return;
  Value count = pop(smallerAddress(tableAddress(imm.source), tableAddress(imm.destination))).value;
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

// --- Memory

template <typename V> void FunctionDecoder<V>::on_memory_copy() {
  imm::MemoryCopy imm = imm::MemoryCopy::read(reader);
  if (!inRange("memory", imm.destination, module.memories.size()) || !inRange("memory", imm.source, module.memories.size()))
    return;
  ValueType destinationType = module.memories[imm.destination].type.addressType;
  ValueType sourceType = module.memories[imm.source].type.addressType;
  Value count = pop(smallerAddress(sourceType, destinationType)).value;
  Value source = pop(sourceType).value;
  Value destination = pop(destinationType).value;
  if (live())
    visitor.memory_copy(imm, destination, source, count);
}

}  // namespace wasmc
