// In place of gc/World.cpp: a heap is one instance's, which runs on one thread at a time, so the thread that collects it is the only one
// that holds references, all of them on its guest stack. No other thread is stopped, or looked at.
#include "rt/gc/World.h"

namespace wasmc::rt::gc {

void stopWorld() {}
void resumeWorld() {}
void markWorld(Marker &) {}

abi::AllocationRegion &currentRegion(abi::AllocationRegion &heaps) { return heaps; }
void forgetRegions(abi::AllocationRegion &heaps) { heaps = {}; }

}  // namespace wasmc::rt::gc
