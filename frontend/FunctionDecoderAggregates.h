// FunctionDecoder: structures and arrays (specification, 3.4: aggregate instructions). Included by FunctionDecoder.h only.
#pragma once

namespace wasmc {

// An array.new_fixed says in a few bytes how many operands it takes (the JavaScript API's implementation limit).
inline constexpr uint32_t maxFixedElements = 10000;

// --- Immediates

template <typename V> const ArrayType *FunctionDecoder<V>::mutableArrayAt(uint32_t typeIndex) {
  const ArrayType *array = arrayAt(typeIndex);
  if (!array || array->element.isMutable)
    return array;
  fail(fmt::format("immutable array: elements of type {} can't be set", typeIndex));
  return nullptr;
}

template <typename V> const FieldType *FunctionDecoder<V>::fieldAt(const imm::StructField &imm) {
  const StructType *type = structAt(imm.first);
  if (!type || !inRange("field", imm.second, type->fields.size()))
    return nullptr;
  return &type->fields[imm.second];
}

template <typename V> bool FunctionDecoder<V>::checkPacking(const FieldType &field, Extension extension) {
  if ((field.packing != Packing::None) != (extension != Extension::None))
    fail(field.packing != Packing::None ? "type mismatch: a packed field is read with a sign extension"
                                        : "type mismatch: only a packed field is read with a sign extension");
  return reader.ok();
}

// --- Structures

template <typename V> void FunctionDecoder<V>::on_struct_new() {
  imm::TypeIndex imm = imm::TypeIndex::read(reader);
  const StructType *type = structAt(imm.index);
  if (!type)
    return;
  std::span<const OperandT> fields = popAll(type->fields.size(), [&](size_t i) { return type->fields[i].type; });
  push(ValueType::ref(HeapType::index(imm.index), false), live() ? visitor.struct_new(imm.index, fields) : Value{});
}

template <typename V> void FunctionDecoder<V>::on_struct_new_default() {
  imm::TypeIndex imm = imm::TypeIndex::read(reader);
  const StructType *type = structAt(imm.index);
  if (!type)
    return;
  if (!type->isDefaultable)
    return fail(fmt::format("type mismatch: a field of type {} has no default value", imm.index));
  push(ValueType::ref(HeapType::index(imm.index), false), live() ? visitor.struct_new_default(imm.index) : Value{});
}

template <typename V> void FunctionDecoder<V>::getField(Extension extension) {
  imm::StructField imm = imm::StructField::read(reader);
  const FieldType *field = fieldAt(imm);
  if (!field || !checkPacking(*field, extension))
    return;
  Value reference = popReferenceTo(imm.first);
  push(field->type, live() ? visitor.struct_get(imm, extension, reference) : Value{});
}

template <typename V> void FunctionDecoder<V>::on_struct_get() { getField(Extension::None); }
template <typename V> void FunctionDecoder<V>::on_struct_get_s() { getField(Extension::Signed); }
template <typename V> void FunctionDecoder<V>::on_struct_get_u() { getField(Extension::Unsigned); }

template <typename V> void FunctionDecoder<V>::on_struct_set() {
  imm::StructField imm = imm::StructField::read(reader);
  const FieldType *field = fieldAt(imm);
  if (!field)
    return;
  if (!field->isMutable)
    return fail(fmt::format("immutable field: field {} of type {} can't be set", imm.second, imm.first));
  Value value = pop(field->type).value;
  Value reference = popReferenceTo(imm.first);
  if (live())
    visitor.struct_set(imm, reference, value);
}

// --- Arrays: creation

template <typename V> void FunctionDecoder<V>::on_array_new() {
  imm::TypeIndex imm = imm::TypeIndex::read(reader);
  const ArrayType *array = arrayAt(imm.index);
  if (!array)
    return;
  Value count = pop(ValueType::I32).value;
  Value initial = pop(array->element.type).value;
  push(ValueType::ref(HeapType::index(imm.index), false), live() ? visitor.array_new(imm.index, initial, count) : Value{});
}

template <typename V> void FunctionDecoder<V>::on_array_new_default() {
  imm::TypeIndex imm = imm::TypeIndex::read(reader);
  const ArrayType *array = arrayAt(imm.index);
  if (!array)
    return;
  if (!array->element.type.isDefaultable())
    return fail(fmt::format("type mismatch: elements of type {} have no default value", imm.index));
  Value count = pop(ValueType::I32).value;
  push(ValueType::ref(HeapType::index(imm.index), false), live() ? visitor.array_new_default(imm.index, count) : Value{});
}

template <typename V> void FunctionDecoder<V>::on_array_new_fixed() {
  imm::ArrayFixed imm = imm::ArrayFixed::read(reader);
  const ArrayType *array = arrayAt(imm.first);
  if (!array)
    return;
  if (imm.second > maxFixedElements)
    return fail(fmt::format("too many elements: {}; the limit is {}", imm.second, maxFixedElements));
  std::span<const OperandT> elements = popAll(imm.second, [&](size_t) { return array->element.type; });
  push(ValueType::ref(HeapType::index(imm.first), false), live() ? visitor.array_new_fixed(imm.first, elements) : Value{});
}

template <typename V> bool FunctionDecoder<V>::checkArrayData(const imm::ArrayData &imm, const ArrayType *array) {
  if (!array)
    return false;
  if (array->element.type.isRef())
    fail("array type is not numeric or vector");
  return reader.ok() && checkData(imm.second);
}

template <typename V> bool FunctionDecoder<V>::checkArrayElement(const imm::ArrayElement &imm, const ArrayType *array) {
  if (!array || !inRange("elem segment", imm.second, module.elements.size()))
    return false;
  // A number or a vector as element type matches no segment's type.
  return requireMatch("elements", module.elements[imm.second].type, array->element.type);
}

template <typename V> void FunctionDecoder<V>::on_array_new_data() {
  imm::ArrayData imm = imm::ArrayData::read(reader);
  if (!checkArrayData(imm, arrayAt(imm.first)))
    return;
  Value count = pop(ValueType::I32).value;
  Value offset = pop(ValueType::I32).value;
  push(ValueType::ref(HeapType::index(imm.first), false), live() ? visitor.array_new_data(imm, offset, count) : Value{});
}

template <typename V> void FunctionDecoder<V>::on_array_new_elem() {
  imm::ArrayElement imm = imm::ArrayElement::read(reader);
  if (!checkArrayElement(imm, arrayAt(imm.first)))
    return;
  Value count = pop(ValueType::I32).value;
  Value offset = pop(ValueType::I32).value;
  push(ValueType::ref(HeapType::index(imm.first), false), live() ? visitor.array_new_elem(imm, offset, count) : Value{});
}

// --- Arrays: access

template <typename V> void FunctionDecoder<V>::getElement(Extension extension) {
  imm::TypeIndex imm = imm::TypeIndex::read(reader);
  const ArrayType *array = arrayAt(imm.index);
  if (!array || !checkPacking(array->element, extension))
    return;
  Value index = pop(ValueType::I32).value;
  Value reference = popReferenceTo(imm.index);
  push(array->element.type, live() ? visitor.array_get(imm.index, extension, reference, index) : Value{});
}

template <typename V> void FunctionDecoder<V>::on_array_get() { getElement(Extension::None); }
template <typename V> void FunctionDecoder<V>::on_array_get_s() { getElement(Extension::Signed); }
template <typename V> void FunctionDecoder<V>::on_array_get_u() { getElement(Extension::Unsigned); }

template <typename V> void FunctionDecoder<V>::on_array_set() {
  imm::TypeIndex imm = imm::TypeIndex::read(reader);
  const ArrayType *array = mutableArrayAt(imm.index);
  if (!array)
    return;
  Value value = pop(array->element.type).value;
  Value index = pop(ValueType::I32).value;
  Value reference = popReferenceTo(imm.index);
  if (live())
    visitor.array_set(imm.index, reference, index, value);
}

// --- Arrays: ranges

template <typename V> void FunctionDecoder<V>::on_array_fill() {
  imm::TypeIndex imm = imm::TypeIndex::read(reader);
  const ArrayType *array = mutableArrayAt(imm.index);
  if (!array)
    return;
  Value count = pop(ValueType::I32).value;
  Value value = pop(array->element.type).value;
  Value start = pop(ValueType::I32).value;
  Value reference = popReferenceTo(imm.index);
  if (live())
    visitor.array_fill(imm.index, reference, start, value, count);
}

template <typename V> void FunctionDecoder<V>::on_array_copy() {
  imm::ArrayCopy imm = imm::ArrayCopy::read(reader);
  const ArrayType *destination = mutableArrayAt(imm.first);
  const ArrayType *source = destination ? arrayAt(imm.second) : nullptr;
  if (!source)
    return;
  if (source->element.packing != destination->element.packing || !matches(module, source->element.type, destination->element.type))
    return fail(fmt::format("array types do not match: {} and {}", imm.first, imm.second));
  Value count = pop(ValueType::I32).value;
  Value sourceStart = pop(ValueType::I32).value;
  Value from = popReferenceTo(imm.second);
  Value start = pop(ValueType::I32).value;
  Value to = popReferenceTo(imm.first);
  if (live())
    visitor.array_copy(imm, to, start, from, sourceStart, count);
}

template <typename V> void FunctionDecoder<V>::on_array_init_data() {
  imm::ArrayData imm = imm::ArrayData::read(reader);
  if (!checkArrayData(imm, mutableArrayAt(imm.first)))
    return;
  Value count = pop(ValueType::I32).value;
  Value offset = pop(ValueType::I32).value;
  Value start = pop(ValueType::I32).value;
  Value reference = popReferenceTo(imm.first);
  if (live())
    visitor.array_init_data(imm, reference, start, offset, count);
}

template <typename V> void FunctionDecoder<V>::on_array_init_elem() {
  imm::ArrayElement imm = imm::ArrayElement::read(reader);
  if (!checkArrayElement(imm, mutableArrayAt(imm.first)))
    return;
  Value count = pop(ValueType::I32).value;
  Value offset = pop(ValueType::I32).value;
  Value start = pop(ValueType::I32).value;
  Value reference = popReferenceTo(imm.first);
  if (live())
    visitor.array_init_elem(imm, reference, start, offset, count);
}

}  // namespace wasmc
