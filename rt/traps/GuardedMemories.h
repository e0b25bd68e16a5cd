// The memories in whose guard pages a fault may be the guest's: everyone who brings memories up says so here.
#pragma once

#include "rt/abi/Layout.h"
#include "rt/core/Span.h"

namespace wasmc::rt {

// Memories that come up and go together. Belongs to who registers it, as do the descriptors, and is not touched otherwise.
struct GuardedMemories {
  Span<const abi::MemoryDesc> memories;
  GuardedMemories *next = nullptr;
  GuardedMemories *previous = nullptr;
};

// Both while other threads register memories and take faults, too. After the latter nobody reads the entry any more.
void registerMemories(GuardedMemories &entry);
void forgetMemories(GuardedMemories &entry);

// After a fork, in the child: no other thread is reading.
void forgetMemoryReaders();

// Whether the address lies behind the accessible bytes of a memory whose bounds are checked by guard pages. A memory without a
// reservation is checked by instructions, so a fault in it is a bug, as is one below the size
// unless several threads run.
bool isMemoryGuard(uint64_t address);

}  // namespace wasmc::rt
