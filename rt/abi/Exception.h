// Exceptions as generated code and runtime agree on them (specification, 4.2.10 and 4.2.11: tag and exception instances).
#pragma once

#include "rt/abi/Module.h"

namespace wasmc::abi {

// A tag instance. Which one it is, is its address: two tags are the same if they are the same object.
struct Tag {
  const char *name;        // UTF-8, null-terminated, as the guest spelled it: untrusted bytes
  const ValueKind *kinds;  // of its parameters
  uint64_t parameterCount;
};

// What an exnref points to, unless it is null; the tag's parameters follow, a Value for each.
struct alignas(16) Exception {
  const Tag *tag;
  uint64_t storage;  // the runtime's own (rt/exceptions/Storage.h)
};

inline Value *valuesOf(Exception &exception) { return reinterpret_cast<Value *>(&exception + 1); }
inline const Value *valuesOf(const Exception &exception) { return reinterpret_cast<const Value *>(&exception + 1); }

static_assert(sizeof(Tag) == 24 && offsetof(Exception, tag) == 0 && sizeof(Exception) == 16);

}  // namespace wasmc::abi
