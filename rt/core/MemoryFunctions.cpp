// memcpy, memmove, memset and memcmp without a C library.
//
// Generated code calls these on guest memory (LLVM turns loops into such calls), so a fault in here may be the guest's. Two
// properties let the trap handler decide and unwind cheaply:
//  - all of them lie in the ELF section wasmc_mem_text, which the linker's __start_ and __stop_ symbols bound;
//  - each is a leaf that keeps nothing on the stack: at every instruction the caller's address is at (%rsp), or in x30.
//
// Method: up to 128 bytes, all loads come before all stores and the last vector overlaps the one before it, which needs no loop and
// is right for overlapping operands too. Beyond that, a loop of 64 bytes on an aligned destination.
#include "rt/core/MemoryFunctions.h"

#include <stdint.h>

namespace {

// Access at any alignment is one instruction on both CPUs, also for 16 bytes (SSE2, NEON).
using Vector __attribute__((vector_size(16))) = uint8_t;
template <typename T> struct [[gnu::packed, gnu::may_alias]] Unaligned {
  T value;
};
template <typename T> [[gnu::always_inline]] inline T load(const uint8_t *from) {
  return reinterpret_cast<const Unaligned<T> *>(from)->value;
}
template <typename T> [[gnu::always_inline]] inline void store(uint8_t *to, T value) {
  reinterpret_cast<Unaligned<T> *>(to)->value = value;
}

// Four vectors in registers.
struct Block {
  static constexpr size_t size = 64;
  Vector a, b, c, d;
};
[[gnu::always_inline]] inline Block loadBlock(const uint8_t *from) {
  return {load<Vector>(from), load<Vector>(from + 16), load<Vector>(from + 32), load<Vector>(from + 48)};
}
[[gnu::always_inline]] inline void storeBlock(uint8_t *to, const Block &block) {
  store(to, block.a);
  store(to + 16, block.b);
  store(to + 32, block.c);
  store(to + 48, block.d);
}

// Copies n bytes, sizeof(T) <= n <= 2 * sizeof(T), as two accesses that may overlap.
template <typename T> [[gnu::always_inline]] inline void copyEnds(uint8_t *to, const uint8_t *from, size_t n) {
  T first = load<T>(from), last = load<T>(from + n - sizeof(T));
  store(to, first);
  store(to + n - sizeof(T), last);
}

// n <= 128.
[[gnu::always_inline]] inline void copySmall(uint8_t *to, const uint8_t *from, size_t n) {
  if (n >= 16) {
    if (n <= 32)
      return copyEnds<Vector>(to, from, n);
    if (n <= 64) {
      Vector a = load<Vector>(from), b = load<Vector>(from + 16);
      Vector y = load<Vector>(from + n - 32), z = load<Vector>(from + n - 16);
      store(to, a);
      store(to + 16, b);
      store(to + n - 32, y);
      store(to + n - 16, z);
      return;
    }
    Block first = loadBlock(from), last = loadBlock(from + n - Block::size);
    storeBlock(to, first);
    storeBlock(to + n - Block::size, last);
    return;
  }
  if (n >= 8)
    return copyEnds<uint64_t>(to, from, n);
  if (n >= 4)
    return copyEnds<uint32_t>(to, from, n);
  if (n >= 2)
    return copyEnds<uint16_t>(to, from, n);
  if (n == 1)
    *to = *from;
}

// n > 128. Right for overlapping operands when `to` lies below `from`: what the loop could overwrite too early, the first vector
// and the last block, is loaded before it and stored after it.
[[gnu::always_inline]] inline void copyForward(uint8_t *to, const uint8_t *from, size_t n) {
  Vector first = load<Vector>(from);
  Block last = loadBlock(from + n - Block::size);
  for (size_t i = 16 - (reinterpret_cast<uintptr_t>(to) & 15); i < n - Block::size; i += Block::size)
    storeBlock(to + i, loadBlock(from + i));
  storeBlock(to + n - Block::size, last);
  store(to, first);
}

// n > 128. Right for overlapping operands when `to` lies above `from`: the mirror image.
[[gnu::always_inline]] inline void copyBackward(uint8_t *to, const uint8_t *from, size_t n) {
  Block first = loadBlock(from);
  Vector last = load<Vector>(from + n - 16);
  for (size_t i = n - (reinterpret_cast<uintptr_t>(to + n) & 15); i > Block::size; i -= Block::size)
    storeBlock(to + i - Block::size, loadBlock(from + i - Block::size));
  storeBlock(to, first);
  store(to + n - 16, last);
}

#if defined(__x86_64__)
// From this size on `rep stosb` wins over the loop (twice as fast on Zen 3, start-up included). Its sibling `rep movsb` is not
// used: on the same CPU it is up to 16 times slower than the loop when the operands' offsets within a page are close.
constexpr size_t stringInstructionSize = 1024;

[[gnu::always_inline]] inline bool fillLarge(uint8_t *to, uint8_t value, size_t n) {
  if (n < stringInstructionSize)
    return false;
  asm volatile("rep stosb" : "+D"(to), "+c"(n) : "a"(value) : "memory");
  return true;
}
#else
[[gnu::always_inline]] inline bool fillLarge(uint8_t *, uint8_t, size_t) { return false; }
#endif

// Stores the first and the last sizeof(T) bytes of n.
template <typename T> [[gnu::always_inline]] inline void fillEnds(uint8_t *to, T pattern, size_t n) {
  store(to, pattern);
  store(to + n - sizeof(T), pattern);
}

// n <= 64.
[[gnu::always_inline]] inline void fillSmall(uint8_t *to, uint8_t value, size_t n) {
  Vector vector = value - Vector{};
  uint64_t word = value * 0x0101010101010101u;
  if (n > 32) {
    store(to + 16, vector);
    store(to + n - 32, vector);
  }
  if (n >= 16)
    return fillEnds(to, vector, n);
  if (n >= 8)
    return fillEnds(to, word, n);
  if (n >= 4)
    return fillEnds(to, static_cast<uint32_t>(word), n);
  if (n >= 2)
    return fillEnds(to, static_cast<uint16_t>(word), n);
  if (n == 1)
    *to = value;
}

// n > 64.
[[gnu::always_inline]] inline void fillLoop(uint8_t *to, uint8_t value, size_t n) {
  Vector vector = value - Vector{};
  Block block{vector, vector, vector, vector};
  store(to, vector);
#pragma clang loop unroll(disable)
  for (size_t i = 16 - (reinterpret_cast<uintptr_t>(to) & 15); i < n - Block::size; i += Block::size)
    storeBlock(to + i, block);
  storeBlock(to + n - Block::size, block);
}

// The sign of the first difference between two big-endian readings of 8 bytes.
[[gnu::always_inline]] inline int compareWords(uint64_t left, uint64_t right) {
  left = __builtin_bswap64(left);
  right = __builtin_bswap64(right);
  return left < right ? -1 : left > right;
}

}  // namespace

extern "C" {

[[gnu::section("wasmc_mem_text")]] void *memcpy(void *destination, const void *source, size_t size) {
  auto *to = static_cast<uint8_t *>(destination);
  auto *from = static_cast<const uint8_t *>(source);
  if (size <= 128)
    copySmall(to, from, size);
  else
    copyForward(to, from, size);
  return destination;
}

[[gnu::section("wasmc_mem_text")]] void *memmove(void *destination, const void *source, size_t size) {
  auto *to = static_cast<uint8_t *>(destination);
  auto *from = static_cast<const uint8_t *>(source);
  if (size <= 128)
    copySmall(to, from, size);
  else if (reinterpret_cast<uintptr_t>(to) - reinterpret_cast<uintptr_t>(from) < size)
    copyBackward(to, from, size);  // `to` lies within the source
  else
    copyForward(to, from, size);
  return destination;
}

[[gnu::section("wasmc_mem_text")]] void *memset(void *destination, int value, size_t size) {
  auto *to = static_cast<uint8_t *>(destination);
  auto byte = static_cast<uint8_t>(value);
  if (size <= 64)
    fillSmall(to, byte, size);
  else if (!fillLarge(to, byte, size))
    fillLoop(to, byte, size);
  return destination;
}

[[gnu::section("wasmc_mem_text")]] int memcmp(const void *left, const void *right, size_t size) {
  auto *a = static_cast<const uint8_t *>(left);
  auto *b = static_cast<const uint8_t *>(right);
  if (size >= 8) {
    for (size_t i = 0; i < size - 8; i += 8)
      if (load<uint64_t>(a + i) != load<uint64_t>(b + i))
        return compareWords(load<uint64_t>(a + i), load<uint64_t>(b + i));
    return compareWords(load<uint64_t>(a + size - 8), load<uint64_t>(b + size - 8));
  }
  for (size_t i = 0; i < size; ++i)
    if (a[i] != b[i])
      return a[i] < b[i] ? -1 : 1;
  return 0;
}

[[gnu::section("wasmc_mem_text")]] int bcmp(const void *left, const void *right, size_t size) { return memcmp(left, right, size); }
}
