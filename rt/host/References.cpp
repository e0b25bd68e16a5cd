#include "rt/host/References.h"

#include "frontend/AbstractHeapTypes.h"
#include "rt/host/HostMemory.h"
#include "rt/host/Instance.h"
#include "rt/host/TypeText.h"
#include "rt/host/Values.h"

namespace wasmc::rt {

namespace {

uint64_t wordOf(const void *reference) { return reinterpret_cast<uint64_t>(reference); }

// Of a reference of the `any` or `exn` hierarchy: the least abstract type.
AbstractHeapTypes::Type abstractType(const abi::CanonicalType *types, const void *reference) {
  using enum AbstractHeapTypes::Type;
  if (wordOf(reference) & abi::i31Tag)
    return I31;
  if (wordOf(reference) & abi::referenceTagMask)
    return Any;
  uint32_t number = static_cast<const abi::ObjectHeader *>(reference)->type;
  if (number == abi::slotsObject)
    return Exn;
  return types[number].kind == abi::TypeKind::Struct ? Struct : Array;
}

void destroy(wasmc_ref *ref) {
  if (wasmc_instance *instance = ref->instance) {
    if (ref->roots.ranges)
      instance->heap.removeRoots(ref->roots);
    Lock lock(instance->hostReferences.mutex);
    if (ref->next)
      ref->next->previous = ref->previous;
    (ref->previous ? ref->previous->next : instance->hostReferences.first) = ref->next;
  }
  hostFree(ref);
}

}  // namespace

wasmc_ref *makeReference(wasmc_instance &instance, const void *reference) {
  auto *ref = hostAllocateArray<wasmc_ref>(1);
  if (!ref)
    return nullptr;
  ref->instance = &instance;
  ref->reference = reference;
  if (isObject(wordOf(reference))) {
    ref->range = {.slots = &ref->reference, .count = 1, .currentCount = nullptr, .table = nullptr, .isMixed = 0};
    ref->roots = {.ranges = &ref->range, .count = 1, .next = nullptr, .previous = nullptr};
    instance.heap.addRoots(ref->roots);
  }
  HostReferences &all = instance.hostReferences;
  Lock lock(all.mutex);
  ref->next = all.first;
  if (all.first)
    all.first->previous = ref;
  return all.first = ref;
}

void detachReferences(wasmc_instance &instance) {
  Lock lock(instance.hostReferences.mutex);
  for (wasmc_ref *ref = instance.hostReferences.first; ref; ref = ref->next)
    ref->instance = nullptr;
  instance.hostReferences.first = nullptr;
}

bool isOfType(const wasmc_instance &instance, const abi::ValueType &type, const void *reference) {
  const abi::CanonicalType *types = mainModule(*instance.module).types;
  AbstractHeapTypes::Type own = abstractType(types, reference);
  if (type.heap < abi::firstTypeHeap)
    return abstractMatches(own, static_cast<AbstractHeapTypes::Type>(type.heap));
  bool hasType = own == AbstractHeapTypes::Struct || own == AbstractHeapTypes::Array;
  return hasType && abi::isSubtype(types, static_cast<const abi::ObjectHeader *>(reference)->type, type.heap - abi::firstTypeHeap);
}

void TakenReferences::take(const wasmc_instance &instance, const abi::ValueType *types, uint64_t count, const abi::Value *values) {
  for (uint64_t i = 0; i < count; ++i) {
    if (kindOf(types[i], typesOf(instance)) != WASMC_OTHERREF || !values[i].reference)
      continue;
    auto *ref = static_cast<wasmc_ref *>(const_cast<void *>(values[i].reference));
    if (ref->isTaken)
      continue;
    ref->isTaken = true;
    ref->nextTaken = first;
    first = ref;
  }
}

void TakenReferences::release() {
  while (wasmc_ref *ref = first) {
    first = ref->nextTaken;
    destroy(ref);
  }
}

}  // namespace wasmc::rt

using namespace wasmc;
using namespace wasmc::rt;

wasmc_ref *wasmc_ref_copy(const wasmc_ref *ref) {
  return ref && ref->instance ? makeReference(*ref->instance, ref->reference) : nullptr;
}

void wasmc_ref_delete(wasmc_ref *ref) {
  if (ref && !ref->isTaken)
    destroy(ref);
}

bool wasmc_ref_equal(const wasmc_ref *a, const wasmc_ref *b) {
  if (!a || !b)
    return a == b;
  return a->instance && a->instance == b->instance && a->reference == b->reference;
}

wasmc_ref *wasmc_ref_from_i31(wasmc_instance *instance, int32_t value) {
  return makeReference(*instance, reinterpret_cast<const void *>(uint64_t{static_cast<uint32_t>(value) << 1 | abi::i31Tag}));
}

bool wasmc_ref_i31(const wasmc_ref *ref, int32_t *value) {
  if (!ref || !(wordOf(ref->reference) & abi::i31Tag))
    return false;
  *value = static_cast<int32_t>(wordOf(ref->reference)) >> 1;
  return true;
}

wasmc_ref *wasmc_ref_from_externref(wasmc_instance *instance, void *externref) {
  return externref && isExternPointer(externref) ? makeReference(*instance, reinterpret_cast<const void *>(externWord(externref)))
                                                 : nullptr;
}

bool wasmc_ref_externref(const wasmc_ref *ref, void **externref) {
  void *pointer;
  if (!ref || !externPointer(wordOf(ref->reference), pointer))
    return false;
  *externref = pointer;
  return true;
}
