// Objects as the collector sees them: where one ends, and which words of it are references.
#pragma once

#include "rt/abi/Gc.h"
#include "rt/abi/Layout.h"

namespace wasmc::rt::gc {

using Object = abi::ObjectHeader;

inline uint64_t alignObject(uint64_t size) { return (size + abi::objectAlignment - 1) & ~(abi::objectAlignment - 1); }

// In bytes, a multiple of abi::objectAlignment.
inline uint64_t sizeOf(const abi::ObjectTypes &types, const Object &object) {
  if (object.type == abi::slotsObject)
    return abi::slotsOffset + uint64_t{object.length} * sizeof(abi::Value);
  const abi::ObjectShape &shape = types.shapes[object.type];
  return alignObject(shape.size + (uint64_t{object.length} << shape.elementSizeLog2));
}

// Calls precise(word) for every word that is a reference, which is to an object's beginning if it is to one, and possible(word) for
// every one that may be anything.
template <typename Precise, typename Possible>
void forEachReference(const abi::ObjectTypes &types, const Object &object, Precise precise, Possible possible) {
  auto words = reinterpret_cast<const uint64_t *>(&object);
  if (object.type == abi::slotsObject) {
    for (uint64_t i = abi::slotsOffset / sizeof(uint64_t); i < sizeOf(types, object) / sizeof(uint64_t); ++i)
      possible(words[i]);
    return;
  }
  const abi::ObjectShape &shape = types.shapes[object.type];
  if (shape.kind == abi::ObjectKind::ReferenceArray) {
    for (uint64_t i = 0; i < object.length; ++i)
      precise(words[1 + i]);
    return;
  }
  const uint16_t *references = types.references + shape.firstReference;
  for (uint32_t i = 0; i < shape.referenceCount; ++i)
    precise(words[references[i]]);
}

}  // namespace wasmc::rt::gc
