// Functions whose whole body is known, byte for byte: memcpy, memmove and memset of C libraries. What such a function does is a
// matter of its bytes alone, since they reach nothing but memory 0 and each other; what it is called is not looked at.
#pragma once

#include "frontend/Module.h"

#include <vector>

namespace wasmc {

// All have the type (i32 to, i32 from or value, i32 count) -> (i32 to) on a memory 0 with 32-bit addresses.
enum class KnownBody : uint8_t {
  None,
  Copy,  // memcpy: as Move where the ranges do not overlap
  Move,  // memmove
  Fill,  // memset
};

// By function, imports included.
std::vector<KnownBody> findKnownBodies(const Module &module);

}  // namespace wasmc
