// The heap of an executable. All instances of the process share it, so references may go from one to another.
#pragma once

#include "rt/gc/Collector.h"

namespace wasmc::rt::gc {

// Once, before guest code runs. The others are as in Collector.
Result<void> bringUpHeap(const Settings &settings);
void *allocate(uint64_t size, abi::ObjectHeader header);
void addRoots(abi::RootSet &roots);
void removeRoots(abi::RootSet &roots);
void collect();
Statistics statistics();

}  // namespace wasmc::rt::gc
