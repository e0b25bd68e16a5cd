// What is kept for each block of the heap, apart from it. After S. Blackburn and K. McKinley, "Immix: A Mark-Region Garbage Collector
// with Space Efficiency, Fast Collection, and Mutator Performance" (PLDI 2008): a block is divided into lines, and runs of lines
// without a live object are where new objects go.
#pragma once

#include "rt/core/MemoryFunctions.h"

#include <stdint.h>

namespace wasmc::rt::gc {

inline constexpr unsigned blockSizeLog2 = 15, lineSizeLog2 = 7, granuleLog2 = 3;
inline constexpr uint64_t blockSize = uint64_t{1} << blockSizeLog2;
inline constexpr uint64_t lineSize = uint64_t{1} << lineSizeLog2;
inline constexpr unsigned linesPerBlock = 1u << (blockSizeLog2 - lineSizeLog2);
inline constexpr unsigned granulesPerBlock = 1u << (blockSizeLog2 - granuleLog2);

// A fixed number of bits.
template <unsigned Count> class Bits {
public:
  bool test(unsigned i) const { return words[i / 64] >> (i % 64) & 1; }
  void set(unsigned i) { words[i / 64] |= uint64_t{1} << (i % 64); }
  // Whether it was not set before.
  bool add(unsigned i) {
    uint64_t bit = uint64_t{1} << (i % 64);
    bool isNew = !(words[i / 64] & bit);
    words[i / 64] |= bit;
    return isNew;
  }
  // [first, last]
  void setRange(unsigned first, unsigned last) {
    for (unsigned i = first; i <= last; ++i)
      set(i);
  }
  void clear() { *this = {}; }
  unsigned count() const {
    unsigned sum = 0;
    for (uint64_t word : words)
      sum += static_cast<unsigned>(__builtin_popcountll(word));
    return sum;
  }
  bool any() const {
    uint64_t all = 0;
    for (uint64_t word : words)
      all |= word;
    return all != 0;
  }
  // The first bit from i on that has the value; Count if there is none.
  unsigned next(unsigned i, bool value) const {
    uint64_t inverted = value ? 0 : ~uint64_t{0};
    while (i < Count) {
      if (uint64_t rest = (words[i / 64] ^ inverted) >> (i % 64))
        return i + static_cast<unsigned>(__builtin_ctzll(rest));
      i = (i / 64 + 1) * 64;
    }
    return Count;
  }
  // The last set bit up to i; Count if there is none.
  unsigned last(unsigned i) const {
    unsigned word = i / 64;
    uint64_t rest = words[word] << (63 - i % 64);
    if (rest)
      return i - static_cast<unsigned>(__builtin_clzll(rest));
    while (word-- > 0)
      if (words[word])
        return word * 64 + 63 - static_cast<unsigned>(__builtin_clzll(words[word]));
    return Count;
  }

private:
  static_assert(Count % 64 == 0);
  uint64_t words[Count / 64];
};

struct Block {
  enum class Kind : uint8_t {
    Free,
    Small,      // objects smaller than a block
    LargeHead,  // the first of `span` blocks of one object
    LargeTail,  // `span` blocks behind that one
  };
  Kind kind;
  bool isIndexed;     // `starts` knows what was allocated since the last collection, too
  bool isZero;        // nothing was ever in it
  bool isUnscanned;   // some marked objects in it were not scanned: there was no room on the mark stack
  uint32_t frontier;  // bytes: below it, all lines that were free after the last collection have been handed out
  uint64_t span;
  Bits<linesPerBlock> lines, markedLines;  // with live objects: by the last collection, by the one that is going on
  Bits<granulesPerBlock> starts, marks;    // where objects begin: those that survived; those found alive
};

}  // namespace wasmc::rt::gc
