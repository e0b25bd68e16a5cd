// FunctionDecoder: references, casts, and the branches that test references. Included by FunctionDecoder.h only.
#pragma once

namespace wasmc {

template <typename V> void FunctionDecoder<V>::on_ref_null() {
  imm::HeapTypeImm imm = imm::HeapTypeImm::read(reader);
  if (checkType(opOffset, ValueType::ref(imm.type)))
    push(ValueType::ref(imm.type), live() ? visitor.ref_null(imm.type) : Value{});
}

template <typename V> void FunctionDecoder<V>::on_ref_is_null() {
  OperandT operand = popReference();
  push(ValueType::I32, live() ? visitor.ref_is_null(operand.value) : Value{});
}

template <typename V> void FunctionDecoder<V>::on_ref_func() {
  imm::FunctionIndex imm = imm::FunctionIndex::read(reader);
  if (!check(imm))
    return;
  if (functionIndex && !module.declaredFunctions[imm.index])
    return fail(fmt::format("undeclared function reference: function {}", imm.index));
  ValueType type = ValueType::ref(HeapType::index(module.functions[imm.index].typeIndex), false);
  push(type, live() ? visitor.ref_func(imm.index) : Value{});
}

template <typename V> void FunctionDecoder<V>::on_ref_as_non_null() {
  OperandT operand = popReference();
  if (reader.ok())
    push(operand.type.asNullable(false), live() ? visitor.ref_as_non_null(operand.value) : Value{});
}

// --- Branches

template <typename V> void FunctionDecoder<V>::on_br_on_null() {
  FrameT *target = readLabel();
  if (!target)
    return;
  OperandT operand = popReference();
  std::span<OperandT> arguments = expect(target->labelTypes());
  if (reader.ok())
    push(operand.type.asNullable(false), live() ? visitor.br_on_null(*target, operand.value, arguments) : Value{});
}

// The label takes the reference behind its other operands.
template <typename V> void FunctionDecoder<V>::on_br_on_non_null() {
  FrameT *target = readLabel();
  if (!target)
    return;
  std::span<const ValueType> types = target->labelTypes();
  OperandT operand = popReference();
  if (!reader.ok())
    return;
  ValueType carried = operand.type.asNullable(false);
  if (types.empty() || !types.back().isRef())
    return fail("type mismatch: the label takes no reference");
  if (!matches(module, carried, types.back()))
    return failOperand(types.back(), carried);
  push(carried, operand.value);
  std::span<OperandT> arguments = expect(types);
  if (live())
    visitor.br_on_non_null(*target, arguments);
  if (reader.ok())
    operands.pop_back();
}

// Specification, 3.4: br_on_cast. What is not of the target type keeps the source type, but for null when the target admits it.
template <typename V> void FunctionDecoder<V>::branchOnCast(bool onSuccess) {
  imm::BranchOnCast imm = imm::BranchOnCast::read(reader);
  if (!checkType(opOffset, imm.source) || !checkType(opOffset, imm.target))
    return;
  FrameT *target = label(imm.label);
  if (!target || !requireMatch("a cast", imm.target, imm.source))
    return;
  ValueType rest = imm.source.asNullable(imm.source.isNullable() && !imm.target.isNullable());
  ValueType carried = onSuccess ? imm.target : rest;
  std::span<const ValueType> types = target->labelTypes();
  if (types.empty())
    return fail("type mismatch: the label takes no reference");
  Value reference = pop(imm.source).value;
  if (!requireMatch("the label's last operand", carried, types.back()))
    return;
  push(carried, reference);
  std::span<OperandT> arguments = expect(types);
  if (!reader.ok())
    return;
  Value kept = live() ? visitor.br_on_cast(imm, onSuccess, *target, arguments) : Value{};
  operands.pop_back();
  push(onSuccess ? rest : imm.target, kept);
}

template <typename V> void FunctionDecoder<V>::on_br_on_cast() { branchOnCast(true); }
template <typename V> void FunctionDecoder<V>::on_br_on_cast_fail() { branchOnCast(false); }

// --- Casts and conversions

template <typename V> std::optional<ValueType> FunctionDecoder<V>::readCastTarget(bool nullable) {
  ValueType target = ValueType::ref(imm::HeapTypeImm::read(reader).type, nullable);
  return checkType(opOffset, target) ? std::optional(target) : std::nullopt;
}

template <typename V> void FunctionDecoder<V>::test(bool nullable) {
  std::optional<ValueType> target = readCastTarget(nullable);
  if (!target)
    return;
  OperandT operand = pop(ValueType::ref(topOf(module, target->heapType())));
  push(ValueType::I32, live() ? visitor.ref_test(*target, operand.type, operand.value) : Value{});
}

template <typename V> void FunctionDecoder<V>::cast(bool nullable) {
  std::optional<ValueType> target = readCastTarget(nullable);
  if (!target)
    return;
  OperandT operand = pop(ValueType::ref(topOf(module, target->heapType())));
  push(*target, live() ? visitor.ref_cast(*target, operand.type, operand.value) : Value{});
}

template <typename V> void FunctionDecoder<V>::on_ref_test() { test(false); }
template <typename V> void FunctionDecoder<V>::on_ref_test_null() { test(true); }
template <typename V> void FunctionDecoder<V>::on_ref_cast() { cast(false); }
template <typename V> void FunctionDecoder<V>::on_ref_cast_null() { cast(true); }

// A reference to the top of one hierarchy that becomes one of another's keeps whether it may be null.
template <typename V> std::optional<Operand<typename V::Value>> FunctionDecoder<V>::popConverted(HeapType from) {
  OperandT operand = popReference();
  if (!matches(module, operand.type, ValueType::ref(from)))
    failOperand(ValueType::ref(from), operand.type);
  return reader.ok() ? std::optional(operand) : std::nullopt;
}

template <typename V> void FunctionDecoder<V>::on_any_convert_extern() {
  if (auto operand = popConverted(HeapType::Extern))
    push(ValueType::ref(HeapType::Any, operand->type.isNullable()), live() ? visitor.any_convert_extern(operand->value) : Value{});
}

template <typename V> void FunctionDecoder<V>::on_extern_convert_any() {
  if (auto operand = popConverted(HeapType::Any))
    push(ValueType::ref(HeapType::Extern, operand->type.isNullable()),
         live() ? visitor.extern_convert_any(operand->value) : Value{});
}

}  // namespace wasmc
