// Garbage-collected objects as generated code and the runtime agree on them.
//
// A reference of the `any` hierarchy is a word: null is 0; a pointer to an object has its lowest three bits clear; an i31 is the
// 31 bits shifted left by one, zero-extended, plus 1; what a host passes as an externref has 10 in the lowest two bits, and the
// other 62 are the host's. So any.convert_extern and extern.convert_any change nothing, equality of references is equality of words,
// and a word tells what kind it is without a look at memory.
#pragma once

#include <stddef.h>
#include <stdint.h>

namespace wasmc::abi {

struct Table;

inline constexpr uint64_t referenceTagMask = 3;
inline constexpr uint64_t i31Tag = 1;  // of these only the lowest bit counts
inline constexpr uint64_t hostTag = 2;

// Objects lie at multiples of 8 bytes and take a multiple of 8 bytes. Fields and elements follow the header, each at a multiple of its
// size, vectors at one of 8.
inline constexpr uint64_t objectAlignment = 8;

// What every object begins with.
struct ObjectHeader {
  uint32_t type;    // row of ObjectTypes::shapes, never 0; or slotsObject
  uint32_t length;  // elements of an array; abi::Values of a slotsObject; else 0
};

// The type of objects without a type of the guest's: behind the header a word of whoever made it, such as an exception's tag, then
// `length` abi::Values of unknown types, at a multiple of 8 as the object: each word of them may or may not be a reference.
inline constexpr uint32_t slotsObject = UINT32_MAX;
inline constexpr uint64_t slotsOffset = 16;  // bytes from the object's beginning to the first of these values

enum class ObjectKind : uint8_t { None, Struct, Array, ReferenceArray };  // the last: every element is a reference

// How the collector sees objects of one type. References are words as above; those to functions don't count.
struct ObjectShape {
  uint32_t size;            // bytes without elements: of a structure all, padded to objectAlignment; of an array the header
  uint8_t elementSizeLog2;  // of an array; 0 for structures, whose length is 0
  ObjectKind kind;
  uint16_t referenceCount;  // of a structure: fields that are references
  uint32_t firstReference;  // of ObjectTypes::references
};

// Under the symbol wasmc_object_types, in a program that allocates objects.
struct ObjectTypes {
  const ObjectShape *shapes;
  const uint16_t *references;  // where in a structure references are, in units of 8 bytes from its beginning
  // The builtin gc_allocate, if exceptions are objects, whoever throws them; null: they are not.
  void *(*allocateException)(uint64_t size, uint64_t header);
};

// Zeroed memory that nothing is in yet. An object that fits begins at `next`, which then moves behind it; the builtin gc_allocate makes
// the others.
struct AllocationRegion {
  uint8_t *next;
  uint8_t *limit;
};

// Consecutive references outside of the heap that keep objects alive: `count` from `slots` on, or, where they may become fewer, as many
// as `currentCount` points to; or, if `table` is not null, its elements.
struct RootRange {
  const void *const *slots;
  uint64_t count;
  const uint64_t *currentCount;
  const Table *table;
  uint64_t isMixed;  // not 0: some of them may be any other words
};

// The roots of one instance, or of a host.
struct RootSet {
  const RootRange *ranges;
  uint64_t count;
  RootSet *next, *previous;  // the runtime's
};

static_assert(sizeof(ObjectHeader) == 8 && sizeof(ObjectShape) == 12 && sizeof(ObjectTypes) == 24);
static_assert(sizeof(AllocationRegion) == 16 && sizeof(RootRange) == 40 && sizeof(RootSet) == 32);

}  // namespace wasmc::abi
