// Exceptions as generated code and runtime agree on them (specification, 4.2.10 and 4.2.11: tag and exception instances).
#pragma once

#include "rt/abi/Gc.h"
#include "rt/abi/Module.h"

namespace wasmc::abi {

// A tag instance. Which one it is, is its address: two tags are the same if they are the same object.
struct Tag {
  const char *name;        // UTF-8, null-terminated, as the guest spelled it: untrusted bytes
  const ValueKind *kinds;  // of its parameters
  uint64_t parameterCount;
};

// What an exnref points to, unless it is null; the tag's parameters follow, a Value for each, at multiples of 8 bytes only. It is an
// object of slots of the collector's heap (Gc.h), whose header `storage` is then, or the runtime's (rt/exceptions/Storage.h).
struct Exception {
  uint64_t storage;
  const Tag *tag;
};

// Whether it is the collector's.
inline bool isCollected(const Exception &exception) { return static_cast<uint32_t>(exception.storage) == slotsObject; }

inline Value valueOf(const Exception &exception, uint64_t i) {
  Value value;
  __builtin_memcpy(&value, reinterpret_cast<const uint8_t *>(&exception + 1) + i * sizeof(Value), sizeof(Value));
  return value;
}
inline void setValue(Exception &exception, uint64_t i, const Value &value) {
  __builtin_memcpy(reinterpret_cast<uint8_t *>(&exception + 1) + i * sizeof(Value), &value, sizeof(Value));
}

static_assert(sizeof(Tag) == 24 && offsetof(Exception, tag) == 8 && sizeof(Exception) == slotsOffset);

}  // namespace wasmc::abi
