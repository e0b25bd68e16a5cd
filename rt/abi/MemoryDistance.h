// Where an instance of a library's module has its memory.
#pragma once

#include "rt/abi/Layout.h"

namespace wasmc::abi {

// The first memory that a module defines lies this far behind its instance, so that code that has the one has the other. In between are
// what the runtime keeps of the instance (recordSize bytes, right behind it) and, in front of the memory, 64 KiB or more that nothing can
// access.
constexpr uint64_t recordSize(uint64_t memoryCount, uint64_t tableCount) { return 64 + 96 * memoryCount + 24 * tableCount; }
constexpr uint64_t memoryDistance(uint64_t instanceSize, uint64_t memoryCount, uint64_t tableCount) {
  return (instanceSize + recordSize(memoryCount, tableCount) + 2 * wasmPageSize - 1) & ~(wasmPageSize - 1);
}

}  // namespace wasmc::abi
