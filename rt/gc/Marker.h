// Finds out what is alive: everything that can be reached from roots. Without recursion, in memory of a fixed size.
#pragma once

#include "rt/core/Span.h"
#include "rt/gc/Heap.h"

namespace wasmc::rt::gc {

class Marker {
public:
  // `stack` is memory for what is known and not looked at yet, some thousands of objects at least.
  Marker(Heap &heap, Span<Object *> stack) : heap(heap), stack(stack) {}

  // A reference: null, or an object's beginning, or no object at all by its tag.
  void addReference(uint64_t word) {
    if (word % abi::objectAlignment == 0 && heap.contains(word))
      add(reinterpret_cast<Object *>(word));
  }
  // A word that may be such a reference: the object that begins there, if one does, is kept.
  void addPossibleReference(uint64_t word) {
    if (Object *object = heap.objectAt(word); object && reinterpret_cast<uint64_t>(object) == word)
      add(object);
  }
  // Any word: if it may be the address of a part of an object, or of its end, the object is kept.
  void addPossible(uint64_t word);
  // All words in [begin, end), which are multiples of 8.
  void addPossibleRange(uint64_t begin, uint64_t end);

  // Marks what those refer to, directly and indirectly.
  void run();

private:
  void add(Object *object);
  void scan(const Object *object);
  void drain();

  Heap &heap;
  const Span<Object *> stack;
  size_t count = 0;  // of those on it
};

}  // namespace wasmc::rt::gc
