// Values as the host has them, and as guests do.
#pragma once

#include "rt/abi/Gc.h"
#include "rt/abi/Module.h"
#include "rt/include/wasmc/wasmc.h"

namespace wasmc::rt {

static_assert(sizeof(wasmc_value) == sizeof(abi::Value) && alignof(wasmc_value) == alignof(abi::Value));

// Bytes of a value where it is stored, as in a global.
inline uint64_t sizeOf(const abi::ValueType &type) {
  switch (type.kind) {
  case abi::ValueKind::I32:
  case abi::ValueKind::F32: return 4;
  case abi::ValueKind::V128: return 16;
  default: return 8;
  }
}

// Whether a pointer of the host's can be an externref (rt/abi/Gc.h): its upper two bits have no room there.
inline bool isExternPointer(const void *pointer) { return reinterpret_cast<uint64_t>(pointer) >> 62 == 0; }
// Such a one as a guest's.
inline uint64_t externWord(const void *pointer) { return pointer ? reinterpret_cast<uint64_t>(pointer) << 2 | abi::hostTag : 0; }
// False if it is no reference to something of the host's: the guest has made one of an object of its own (extern.convert_any).
inline bool externPointer(uint64_t word, void *&pointer) {
  pointer = reinterpret_cast<void *>(word >> 2);
  return word == 0 || (word & abi::referenceTagMask) == abi::hostTag;
}

// Whether a reference of the `any`, `extern` or `exn` hierarchy is to an object in a heap.
inline bool isObject(uint64_t word) { return word != 0 && (word & abi::referenceTagMask) == 0; }

// A value of this type in place, from the host's to the guest's and back. False if it can't be: a function or an object of another
// instance, an object of another type, one of the guest's that is to be an externref.
bool toGuest(wasmc_instance &instance, const abi::ValueType &type, abi::Value &value);
bool toHost(wasmc_instance &instance, const abi::ValueType &type, abi::Value &value);
// All of them; where one can't be none is: references that were made for the host are deleted again.
bool toGuest(wasmc_instance &instance, const abi::ValueType *types, uint64_t count, abi::Value *values);
bool toHost(wasmc_instance &instance, const abi::ValueType *types, uint64_t count, abi::Value *values);

// Whether values of the type have to be converted: it has references in it.
bool hasReferences(const abi::TypeDesc &type);

}  // namespace wasmc::rt
