// Initial contents of a memory, moved there by pages or copied.
//
// RUN: %rtcc-x86_64 %s -o %t && %t 2>&1 | FileCheck %s
// RUN: strace -o %t.trace %t && FileCheck --check-prefix=CALLS %s < %t.trace
// RUN: %rtcc-aarch64 %s -o %t.arm && %qemu-aarch64 %t.arm 2>&1 | FileCheck %s
// REQUIRES: strace
//
// Two moves, each made of whole units, before the one change of protection:
// CALLS-COUNT-2: mremap({{0x[0-9a-f]+}}, 131072, 131072, MREMAP_MAYMOVE|MREMAP_FIXED
// CALLS-NOT:     mremap
// CALLS:         mprotect({{0x[0-9a-f]+}}, 655360, PROT_READ|PROT_WRITE)
#include "test/rt/Expect.h"

namespace wasmc::rt {
namespace {

constexpr uint64_t unit = abi::imageAlignment;

template <size_t N> struct Bytes {
  uint8_t bytes[N];
};
template <size_t N> constexpr Bytes<N> pattern(unsigned seed) {
  Bytes<N> result = {};
  for (size_t i = 0; i < N; ++i)
    result.bytes[i] = static_cast<uint8_t>(i * 7 + i / 251 + seed);
  return result;
}
// What the compiler lays out: each in a section of its own, so that the pages hold nothing else.
[[gnu::section("images")]] alignas(unit) constinit const auto whole = pattern<2 * unit>(1);
[[gnu::section("images")]] alignas(unit) constinit const auto withTail = pattern<3 * unit>(2);
constinit const auto little = pattern<1001>(3);

abi::Memory memory;
const abi::MemoryDesc memories[] = {{&memory, 10, 10, 0, 0}};
const abi::ImageDesc images[] = {
    {&memory, unit, whole.bytes, 2 * unit},
    {&memory, 4 * unit, withTail.bytes, 2 * unit + 77},
    {&memory, 8 * unit + 5, little.bytes, 1001},
    {&memory, 8 * unit, little.bytes, 0},
    {&memory, 10 * unit - 9, little.bytes, 9},
};

uint8_t expectedAt(uint64_t address) {
  struct {
    uint64_t begin, size;
    unsigned seed;
  } const ranges[] = {{unit, 2 * unit, 1}, {4 * unit, 2 * unit + 77, 2}, {8 * unit + 5, 1001, 3}, {10 * unit - 9, 9, 3}};
  for (auto &range : ranges)
    if (uint64_t i = address - range.begin; i < range.size)
      return static_cast<uint8_t>(i * 7 + i / 251 + range.seed);
  return 0;
}

void run() {
  for (uint64_t i = 0; i < memory.size; ++i) {
    expect(memory.base[i] == expectedAt(i), "contents");
    memory.base[i] = 0xff;
  }
  expect(memory.size == 10 * unit && memory.base[unit] == 0xff, "all of it can be written");
  // CHECK: all held
  writeMessage("all held");
}

}  // namespace
}  // namespace wasmc::rt

const wasmc::abi::Program wasmc_program =
    wasmc::rt::testProgram(wasmc::rt::run, {.memories = wasmc::rt::memories, .images = wasmc::rt::images});
