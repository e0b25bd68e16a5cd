// Where in an instance the arrays lie that its module's description speaks of.
#pragma once

#include "rt/abi/Module.h"
#include "rt/core/Span.h"

namespace wasmc::rt {

template <typename T> T *arrayAt(abi::Instance &instance, uint64_t offset) {
  return reinterpret_cast<T *>(reinterpret_cast<uint8_t *>(&instance) + offset);
}

// Those that the module defines.
inline Span<abi::Memory> memoriesOf(abi::Instance &instance) {
  return {arrayAt<abi::Memory>(instance, instance.module->memoriesOffset), instance.module->memoryCount};
}
inline Span<abi::Table> tablesOf(abi::Instance &instance) {
  return {arrayAt<abi::Table>(instance, instance.module->tablesOffset), instance.module->tableCount};
}

}  // namespace wasmc::rt
