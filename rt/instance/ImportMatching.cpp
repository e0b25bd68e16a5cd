#include "rt/instance/ImportMatching.h"

namespace wasmc::rt {

namespace {

bool isSame(const abi::ValueType &a, const abi::ValueType &b) {
  return a.kind == b.kind && a.isNullable == b.isNullable && a.heap == b.heap;
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
  return type.pageSizeLog2 == wanted.pageSizeLog2 && haveSameFlag(type, wanted, abi::is64BitFlag | abi::isSharedFlag) &&
         fitLimits(size, type, wanted);
}

bool matchesTable(const abi::Extern &provided, const abi::ExternType &wanted) {
  const abi::ExternType &type = *provided.type;
  return isSame(type.value, wanted.value) && haveSameFlag(type, wanted, abi::is64BitFlag) &&
         fitLimits(static_cast<const abi::Table *>(provided.address)->size, type, wanted);
}

}  // namespace

bool matchesImport(const abi::Extern &provided, const abi::ExternType &wanted) {
  const abi::ExternType &type = *provided.type;
  if (type.kind != wanted.kind)
    return false;
  switch (wanted.kind) {
  case abi::ExternKind::Func:
  case abi::ExternKind::Tag: return type.function == wanted.function;
  case abi::ExternKind::Table: return matchesTable(provided, wanted);
  case abi::ExternKind::Memory: return matchesMemory(provided, wanted);
  case abi::ExternKind::Global: return isSame(type.value, wanted.value) && haveSameFlag(type, wanted, abi::isMutableFlag);
  }
  return false;
}

}  // namespace wasmc::rt
