#include "rt/traps/GuardedMemories.h"

#include "rt/core/ThreadState.h"

namespace wasmc::rt {

namespace {

constinit GuardedMemories *first = nullptr;

}  // namespace

void registerMemories(GuardedMemories &entry) {
  entry.previous = nullptr;
  entry.next = first;
  if (first)
    first->previous = &entry;
  __atomic_store_n(&first, &entry, __ATOMIC_RELEASE);  // complete before a handler finds it
}

void forgetMemories(GuardedMemories &entry) {
  if (entry.next)
    entry.next->previous = entry.previous;
  (entry.previous ? entry.previous->next : first) = entry.next;
}

bool isMemoryGuard(uint64_t address) {
  for (const GuardedMemories *entry = __atomic_load_n(&first, __ATOMIC_ACQUIRE); entry; entry = entry->next) {
    for (const abi::MemoryDesc &desc : entry->memories) {
      uint64_t base = reinterpret_cast<uint64_t>(desc.memory->base);
      uint64_t size = hasSeveralThreads() ? 0 : desc.memory->size;  // another thread may have grown it after the fault
      if (address >= base && address - base < desc.reservation && address - base >= size)
        return true;
    }
  }
  return false;
}

}  // namespace wasmc::rt
