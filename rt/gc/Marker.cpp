#include "rt/gc/Marker.h"

namespace wasmc::rt::gc {

// What has no place on the stack is found again by its block: Heap::postpone.
void Marker::add(Object *object) {
  if (!heap.mark(object))
    return;
  if (count < stack.size())
    stack[count++] = object;
  else
    heap.postpone(object);
}

// An object is kept by an address within it, because the compiler may have kept nothing else of a reference, and by the address right
// behind it, because that is where a loop over an array may end up before it steps back.
void Marker::addPossible(uint64_t word) {
  Object *object = heap.objectAt(word);
  if (object)
    add(object);
  if (word % abi::objectAlignment == 0 && (!object || reinterpret_cast<uint64_t>(object) == word))
    if (Object *before = heap.objectAt(word - 1))
      add(before);
}

// A stack's words, say, also those that AddressSanitizer wants nobody to access between variables.
[[clang::no_sanitize("address")]] void Marker::addPossibleRange(uint64_t begin, uint64_t end) {
  for (uint64_t at = begin; at < end; at += sizeof(uint64_t))
    addPossible(*reinterpret_cast<const uint64_t *>(at));
}

void Marker::scan(const Object *object) {
  heap.markLines(object, heap.sizeOf(*object));
  forEachReference(
      heap.types(), *object, [this](uint64_t word) { addReference(word); }, [this](uint64_t word) { addPossibleReference(word); });
}

// What comes from the stack waits its turn behind some others, while the CPU fetches it.
void Marker::drain() {
  constexpr size_t most = 8;
  const Object *waiting[most];
  for (size_t first = 0, size = 0;; first = (first + 1) % most, --size) {
    for (; size < most && count > 0; ++size) {
      const Object *object = stack[--count];
      __builtin_prefetch(object);
      waiting[(first + size) % most] = object;
    }
    if (size == 0)
      return;
    scan(waiting[first]);
  }
}

void Marker::run() {
  drain();
  while (heap.forPostponed([this](const Object *object) {
    scan(object);
    drain();
  }))
    ;
}

}  // namespace wasmc::rt::gc
