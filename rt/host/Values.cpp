#include "rt/host/Values.h"

#include "frontend/AbstractHeapTypes.h"
#include "rt/core/Span.h"
#include "rt/host/Instance.h"
#include "rt/host/TypeText.h"

namespace wasmc::rt {

namespace {

// Whether the function may stand where a reference of this type is wanted.
bool isFunctionOfType(const wasmc_instance &instance, const abi::ValueType &type, const abi::FuncRef &function) {
  if (type.heap < abi::firstTypeHeap)
    return type.heap == AbstractHeapTypes::Func;
  return abi::isSubtype(mainModule(*instance.module).types, static_cast<uint32_t>(function.type), type.heap - abi::firstTypeHeap);
}

bool functionToGuest(wasmc_instance &instance, const abi::ValueType &type, abi::Value &value) {
  auto *handle = static_cast<const wasmc_function *>(value.reference);
  if (!handle) {
    value.i64 = 0;
    return type.isNullable;
  }
  value.reference = handle->function;
  return handle->instance == &instance && isFunctionOfType(instance, type, *handle->function);
}

bool objectToGuest(const wasmc_instance &instance, const abi::ValueType &type, abi::Value &value) {
  auto *ref = static_cast<const wasmc_ref *>(value.reference);
  if (!ref) {
    value.i64 = 0;
    return type.isNullable;
  }
  value.reference = ref->reference;
  return ref->instance == &instance && isOfType(instance, type, ref->reference);
}

// Those that have been made.
void deleteReferences(wasmc_instance &instance, const abi::ValueType *types, uint64_t count, const abi::Value *values) {
  for (uint64_t i = 0; i < count; ++i)
    if (kindOf(types[i], typesOf(instance)) == WASMC_OTHERREF)
      wasmc_ref_delete(static_cast<wasmc_ref *>(const_cast<void *>(values[i].reference)));
}

}  // namespace

bool toGuest(wasmc_instance &instance, const abi::ValueType &type, abi::Value &value) {
  switch (kindOf(type, typesOf(instance))) {
  case WASMC_FUNCREF: return functionToGuest(instance, type, value);
  case WASMC_EXTERNREF: {
    bool isNull = !value.reference;
    if (!isExternPointer(value.reference))
      return false;
    value.i64 = externWord(value.reference);
    return (!isNull || type.isNullable) && (isNull || type.heap == AbstractHeapTypes::Extern);
  }
  case WASMC_OTHERREF: return objectToGuest(instance, type, value);
  default: return true;
  }
}

bool toHost(wasmc_instance &instance, const abi::ValueType &type, abi::Value &value) {
  switch (kindOf(type, typesOf(instance))) {
  case WASMC_FUNCREF: {
    auto *function = static_cast<const abi::FuncRef *>(value.reference);
    value.reference = function ? handleOf(instance, function) : nullptr;
    return !function || value.reference;
  }
  case WASMC_EXTERNREF: {
    void *pointer;
    bool isHosts = externPointer(value.i64, pointer);
    value.reference = isHosts ? pointer : nullptr;
    return isHosts;
  }
  case WASMC_OTHERREF: {
    const void *reference = value.reference;
    value.reference = reference ? makeReference(instance, reference) : nullptr;
    return !reference || value.reference;
  }
  default: return true;
  }
}

bool toGuest(wasmc_instance &instance, const abi::ValueType *types, uint64_t count, abi::Value *values) {
  bool isPossible = true;
  for (uint64_t i = 0; i < count; ++i)
    isPossible &= toGuest(instance, types[i], values[i]);
  return isPossible;
}

bool toHost(wasmc_instance &instance, const abi::ValueType *types, uint64_t count, abi::Value *values) {
  bool isPossible = true;
  for (uint64_t i = 0; i < count; ++i)
    isPossible &= toHost(instance, types[i], values[i]);
  if (!isPossible)
    deleteReferences(instance, types, count, values);
  return isPossible;
}

bool hasReferences(const abi::TypeDesc &type) {
  for (const abi::ValueType &value : Span(type.parameters, type.parameterCount))
    if (value.kind == abi::ValueKind::Ref)
      return true;
  for (const abi::ValueType &value : Span(type.results, type.resultCount))
    if (value.kind == abi::ValueKind::Ref)
      return true;
  return false;
}

}  // namespace wasmc::rt
