#include "rt/instance/ImportMatching.h"

#include "frontend/AbstractHeapTypes.h"

namespace wasmc::rt {

namespace {

bool isSame(const abi::ValueType &a, const abi::ValueType &b) {
  return a.kind == b.kind && a.isNullable == b.isNullable && a.heap == b.heap;
}

using HeapTypes = AbstractHeapTypes;

// The abstract type right above a canonical one.
HeapTypes::Type abstractKind(const abi::CanonicalType &type) {
  switch (type.kind) {
  case abi::TypeKind::Struct: return HeapTypes::Struct;
  case abi::TypeKind::Array: return HeapTypes::Array;
  default: return HeapTypes::Func;
  }
}

bool matchesHeap(const abi::CanonicalType *types, uint32_t sub, uint32_t super) {
  bool isDefined = sub >= abi::firstTypeHeap;
  if (isDefined && super >= abi::firstTypeHeap)
    return abi::isSubtype(types, sub - abi::firstTypeHeap, super - abi::firstTypeHeap);
  HeapTypes::Type abstract = isDefined ? abstractKind(types[sub - abi::firstTypeHeap]) : static_cast<HeapTypes::Type>(sub);
  if (super >= abi::firstTypeHeap)
    return abstract == bottomOf(abstractKind(types[super - abi::firstTypeHeap]));
  return abstractMatches(abstract, static_cast<HeapTypes::Type>(super));
}

// Specification, 3.3.4.
bool matchesValue(const abi::CanonicalType *types, const abi::ValueType &sub, const abi::ValueType &super) {
  if (sub.kind != abi::ValueKind::Ref || super.kind != abi::ValueKind::Ref)
    return isSame(sub, super);
  return sub.isNullable <= super.isNullable && matchesHeap(types, sub.heap, super.heap);
}

// The current size against the minimum, the declared maximum against the maximum.
bool fitLimits(uint64_t size, const abi::ExternType &provided, const abi::ExternType &wanted) {
  if (size < wanted.min)
    return false;
  if (!(wanted.flags & abi::hasMaximumFlag))
    return true;
  return (provided.flags & abi::hasMaximumFlag) && provided.max <= wanted.max;
}

bool haveSameFlag(const abi::ExternType &a, const abi::ExternType &b, uint8_t flag) { return ((a.flags ^ b.flags) & flag) == 0; }

bool matchesMemory(const abi::Extern &provided, const abi::ExternType &wanted) {
  const abi::ExternType &type = *provided.type;
  uint64_t size = static_cast<const abi::Memory *>(provided.address)->size >> type.pageSizeLog2;
  bool isGuarded = !(wanted.flags & abi::isGuardedFlag) || (type.flags & abi::isGuardedFlag);
  return isGuarded && type.pageSizeLog2 == wanted.pageSizeLog2 &&
         haveSameFlag(type, wanted, abi::is64BitFlag | abi::isSharedFlag) && fitLimits(size, type, wanted);
}

bool matchesTable(const abi::Extern &provided, const abi::ExternType &wanted) {
  const abi::ExternType &type = *provided.type;
  return isSame(type.value, wanted.value) && haveSameFlag(type, wanted, abi::is64BitFlag) &&
         fitLimits(static_cast<const abi::Table *>(provided.address)->size, type, wanted);
}

// What can be written must be of the same type on both sides.
bool matchesGlobal(const abi::ExternType &type, const abi::ExternType &wanted, const abi::CanonicalType *types) {
  if (!haveSameFlag(type, wanted, abi::isMutableFlag))
    return false;
  return wanted.flags & abi::isMutableFlag ? isSame(type.value, wanted.value) : matchesValue(types, type.value, wanted.value);
}

}  // namespace

bool matchesImport(const abi::Extern &provided, const abi::ExternType &wanted, const abi::CanonicalType *types) {
  const abi::ExternType &type = *provided.type;
  if (type.kind != wanted.kind)
    return false;
  switch (wanted.kind) {
  case abi::ExternKind::Func: return abi::isSubtype(types, type.function, wanted.function);
  case abi::ExternKind::Tag: return type.function == wanted.function;
  case abi::ExternKind::Table: return matchesTable(provided, wanted);
  case abi::ExternKind::Memory: return matchesMemory(provided, wanted);
  case abi::ExternKind::Global: return matchesGlobal(type, wanted, types);
  }
  return false;
}

}  // namespace wasmc::rt
