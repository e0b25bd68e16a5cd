// Stopping the other threads while one collects.
//
// A thread is stopped by a signal, wherever it is: its registers are then in the signal's frame, and it waits in the handler until the
// collection is over. A thread inside of gc_allocate is either waiting for the lock that the collecting thread holds, or has an object
// whose header is written: so what any thread is doing then, objects are as the collector expects.
#pragma once

#include "rt/gc/Marker.h"

namespace wasmc::rt::gc {

// Once, while there is one thread and the process may still change what signals do.
Result<void> prepareWorld();

// Stops all threads of the process that may run guest code but the calling one. Threads neither begin nor end until resumeWorld().
void stopWorld();
void resumeWorld();

// While the world is stopped: what other threads hold on their stacks and in registers, and what hosts keep in memory of the runtime's.
void markWorld(Marker &marker);

// Where the calling thread allocates from a heap that has a region of its own.
abi::AllocationRegion &currentRegion(abi::AllocationRegion &heaps);
// While the world is stopped: no thread has room for new objects any more.
void forgetRegions(abi::AllocationRegion &heaps);

}  // namespace wasmc::rt::gc
