#include "rt/traps/GuardedMemories.h"

#include "rt/core/Mutex.h"
#include "rt/core/ThreadState.h"
#include "rt/sys/linux/schedYield.h"

namespace wasmc::rt {

namespace {

WASMC_PROCESS_MUTEX Mutex changing;
constinit GuardedMemories *first = nullptr;
uint64_t readers = 0;  // signal handlers that are reading the list

bool isGuardIn(const GuardedMemories &entry, uint64_t address) {
  for (const abi::MemoryDesc &desc : entry.memories) {
    uint64_t base = reinterpret_cast<uint64_t>(desc.memory->base);
    uint64_t size = hasSeveralThreads() ? 0 : desc.memory->size;  // another thread may have grown it after the fault
    if (address >= base && address - base < desc.reservation && address - base >= size)
      return true;
  }
  return false;
}

}  // namespace

void registerMemories(GuardedMemories &entry) {
  Lock lock(changing);
  entry.previous = nullptr;
  entry.next = first;
  if (first)
    first->previous = &entry;
  __atomic_store_n(&first, &entry, __ATOMIC_RELEASE);  // complete before a handler finds it
}

// Who begins to read after the entry has left the list does not come to it.
void forgetMemories(GuardedMemories &entry) {
  Lock lock(changing);
  if (entry.next)
    entry.next->previous = entry.previous;
  __atomic_store_n(entry.previous ? &entry.previous->next : &first, entry.next, __ATOMIC_SEQ_CST);
  while (__atomic_load_n(&readers, __ATOMIC_SEQ_CST) != 0)
    (void)sys::schedYield();
}

void forgetMemoryReaders() { __atomic_store_n(&readers, 0, __ATOMIC_SEQ_CST); }

bool isMemoryGuard(uint64_t address) {
  __atomic_add_fetch(&readers, 1, __ATOMIC_SEQ_CST);
  const GuardedMemories *entry = __atomic_load_n(&first, __ATOMIC_SEQ_CST);
  while (entry && !isGuardIn(*entry, address))
    entry = __atomic_load_n(&entry->next, __ATOMIC_SEQ_CST);
  __atomic_sub_fetch(&readers, 1, __ATOMIC_SEQ_CST);
  return entry != nullptr;
}

}  // namespace wasmc::rt
