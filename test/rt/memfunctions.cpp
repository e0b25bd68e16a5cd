// memcpy, memmove, memset, memcmp and bcmp against byte-wise loops: all sizes to 300, all alignments of both operands, all
// overlaps, and sizes around the points where the method changes.
//
// RUN: %rtcc-x86_64 %s -o %t && %t 2>&1 | FileCheck %s
// RUN: %rtcc-aarch64 %s -o %t.arm && %qemu-aarch64 %t.arm 2>&1 | FileCheck %s
//
// The trap handler counts on functions that keep nothing on the stack:
// RUN: llvm-objdump -d -j wasmc_mem_text --no-show-raw-insn %t | FileCheck --check-prefix=LEAF %s
// RUN: llvm-objdump -d -j wasmc_mem_text --no-show-raw-insn %t.arm | FileCheck --check-prefix=LEAF %s
// LEAF:     <memmove>:
// LEAF-NOT: {{push|pop|call|%rsp|%rbp|[[:space:]]bl[[:space:]]|[[:space:][]sp|[[:space:]]x(29|30)}}
#include "rt/core/MemoryFunctions.h"
#include "test/rt/Expect.h"

namespace wasmc::rt {
namespace {

constexpr size_t capacity = 40000;
constexpr size_t margin = 64;  // bytes on either side that must not change

uint8_t source[capacity], actual[capacity], wanted[capacity];

void fillWithNoise(uint8_t *bytes, uint32_t seed, size_t size = capacity) {
  for (size_t i = 0; i < size; ++i) {
    seed = seed * 1664525 + 1013904223;
    bytes[i] = static_cast<uint8_t>(seed >> 24);
  }
}

// Volatile keeps the compiler from turning these loops into calls of what they check.
void slowCopy(uint8_t *to, const uint8_t *from, size_t size) {
  for (size_t i = 0; i < size; ++i)
    static_cast<volatile uint8_t *>(to)[i] = from[i];
}
void expectSame(size_t size, StringView what) {
  for (size_t i = 0; i < size; ++i)
    if (actual[i] != wanted[i])
      expect(false, what);
}

using Copy = void *(*)(void *, const void *, size_t);
Copy volatile copies[] = {memcpy, memmove};

void testCopy(size_t size, size_t toOffset, size_t fromOffset) {
  size_t checked = margin + toOffset + size + margin;
  for (Copy copy : copies) {
    slowCopy(actual, source + 100, checked);
    slowCopy(wanted, actual, checked);
    slowCopy(wanted + margin + toOffset, source + fromOffset, size);
    uint8_t *to = actual + margin + toOffset;
    expect(copy(to, source + fromOffset, size) == to, "copy's result");
    expectSame(checked, "copy");
  }
}

void testOverlap(size_t size, size_t toOffset, size_t fromOffset) {
  size_t checked = margin + (toOffset > fromOffset ? toOffset : fromOffset) + size + margin;
  slowCopy(actual, source, checked);
  slowCopy(wanted, source, checked);
  slowCopy(wanted + margin + toOffset, source + margin + fromOffset, size);
  uint8_t *to = actual + margin + toOffset;
  expect(copies[1](to, actual + margin + fromOffset, size) == to, "memmove's result");
  expectSame(checked, "memmove of overlapping operands");
}

void *(*volatile set)(void *, int, size_t) = memset;

void testSet(size_t size, size_t offset, int value) {
  size_t checked = margin + offset + size + margin;
  slowCopy(actual, source, checked);
  slowCopy(wanted, source, checked);
  for (size_t i = 0; i < size; ++i)
    static_cast<volatile uint8_t *>(wanted)[margin + offset + i] = static_cast<uint8_t>(value);
  uint8_t *to = actual + margin + offset;
  expect(set(to, value, size) == to, "memset's result");
  expectSame(checked, "memset");
}

int (*volatile compare)(const void *, const void *, size_t) = memcmp;
int (*volatile differ)(const void *, const void *, size_t) = bcmp;

// Equal but for one byte at `at`, and different beyond the size.
void testCompare(size_t size, size_t offset, size_t at) {
  uint8_t *left = actual, *right = wanted + offset;
  slowCopy(left, source, size);
  slowCopy(right, source, size);
  left[size] = 1;
  right[size] = 2;
  expect(compare(left, right, size) == 0 && differ(left, right, size) == 0, "equal operands");
  if (at >= size)
    return;
  left[at] = 0x80;  // bytes compare as unsigned
  right[at] = 0x7f;
  expect(compare(left, right, size) > 0 && compare(right, left, size) < 0 && differ(left, right, size) != 0, "the greater byte");
  if (at + 1 < size)
    right[at + 1] = 0xff;
  expect(compare(left, right, size) > 0, "the first difference decides");
}

constexpr size_t largeSizes[] = {511, 512, 513, 1000, 1023, 1024, 1025, 2047, 2048, 4095, 4096, 4097, 8191, 8193, 16001};

void run() {
  fillWithNoise(source, 1);
  for (size_t size = 0; size <= 300; ++size) {
    for (size_t a = 0; a < 16; ++a) {
      for (size_t b = 0; b < 16; ++b)
        testCopy(size, a, b);
      testSet(size, a, static_cast<int>(size + 0x1f0));
    }
    for (size_t distance = 0; distance <= size + 1; distance += distance < 20 ? 1 : 7) {
      testOverlap(size, 3, 3 + distance);
      testOverlap(size, 5 + distance, 5);
    }
    for (size_t at = 0; at <= size; at += at < 20 ? 1 : 5)
      testCompare(size, size % 9, at);
  }
  for (size_t size : largeSizes) {
    for (size_t a = 0; a < 16; a += 5)
      for (size_t b = 0; b < 16; b += 3)
        testCopy(size, a, b);
    const size_t distances[] = {1, 15, 16, 63, 64, 65, size / 2, size - 1};
    for (size_t distance : distances) {
      testOverlap(size, 1, 1 + distance);
      testOverlap(size, 1 + distance, 1);
    }
    testSet(size, size % 16, -2);
    testCompare(size, 3, size - 1);
  }
  // CHECK: all held
  writeMessage("all held");
}

}  // namespace
}  // namespace wasmc::rt

const wasmc::abi::Program wasmc_program = wasmc::rt::testProgram(wasmc::rt::run);
