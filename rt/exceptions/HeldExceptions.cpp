#include "rt/exceptions/HeldExceptions.h"

#include "rt/core/MemoryFunctions.h"
#include "rt/exceptions/Storage.h"
#include "rt/unwind/Registers.h"

namespace wasmc::rt {

bool HeldExceptions::reserve(size_t wanted, Chunks &memory) {
  if (wanted <= capacity)
    return true;
  auto *larger = static_cast<Entry *>(memory.allocate(wanted * sizeof(Entry)));
  if (!larger)
    return false;
  if (count != 0)
    memcpy(larger, entries, count * sizeof(Entry));
  entries = larger;
  capacity = wanted;
  return true;
}

bool HeldExceptions::add(abi::Exception &exception, Chunks &memory) {
  if (!reserve(threshold, memory))
    return false;
  entries[count++] = {&exception, &currentThread()};
  return true;
}

void HeldExceptions::remove(const abi::Exception &exception) {
  size_t i = 0;
  while (entries[i].exception != &exception)
    ++i;
  entries[i] = entries[--count];
}

// Heapsort (Knuth, The Art of Computer Programming, 5.2.3): needs no memory and no recursion.
void HeldExceptions::sort() {
  for (size_t root = count / 2; root-- > 0;)
    siftDown(root, count);
  for (size_t end = count; end > 1;) {
    --end;
    Entry largest = entries[0];
    entries[0] = entries[end];
    entries[end] = largest;
    siftDown(0, end);
  }
}

void HeldExceptions::siftDown(size_t root, size_t end) {
  Entry moved = entries[root];
  while (2 * root + 1 < end) {
    size_t child = 2 * root + 1;
    if (child + 1 < end && entries[child].exception < entries[child + 1].exception)
      ++child;
    if (entries[child].exception <= moved.exception)
      break;
    entries[root] = entries[child];
    root = child;
  }
  entries[root] = moved;
}

HeldExceptions::Entry *HeldExceptions::find(uint64_t word) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    uint64_t address = reinterpret_cast<uint64_t>(entries[middle].exception);
    if (address == word)
      return &entries[middle];
    if (address < word)
      low = middle + 1;
    else
      high = middle;
  }
  return nullptr;
}

// All of a stack, also what AddressSanitizer wants nobody to access between variables.
[[clang::no_sanitize("address")]] void HeldExceptions::markFrom(uint64_t begin, uint64_t end) {
  uint64_t lowest = reinterpret_cast<uint64_t>(entries[0].exception);
  uint64_t highest = reinterpret_cast<uint64_t>(entries[count - 1].exception);
  for (uint64_t at = begin; at + sizeof(uint64_t) <= end; at += sizeof(uint64_t)) {
    uint64_t word = *reinterpret_cast<const uint64_t *>(at);
    if (word < lowest || word > highest)
      continue;
    if (Entry *entry = find(word))
      entry->exception->storage |= foundFlag;
  }
}

void HeldExceptions::search(ExceptionStorage &storage, bool isAlone) {
  const ThreadState &thread = currentThread();
  auto top = reinterpret_cast<uint64_t>(thread.stack.top);
  Registers registers = {};
  captureRegisters(registers);  // onto the stack, above what is its top here
  sort();
  if (registers.sp() >= reinterpret_cast<uint64_t>(thread.stack.guardEnd) && registers.sp() < top && count != 0)
    markFrom(registers.sp(), top);
  size_t kept = 0;
  for (size_t i = 0; i < count; ++i) {
    abi::Exception &exception = *entries[i].exception;
    bool isUnknown = (entries[i].thread != &thread && !isAlone) || (exception.storage & foundFlag);
    exception.storage &= ~foundFlag;
    if (isUnknown)
      entries[kept++] = entries[i];
    else
      storage.put(exception);
  }
  count = kept;
  threshold = kept * 2 > minThreshold ? kept * 2 : minThreshold;
}

}  // namespace wasmc::rt
