// Bringing memories up and growing them.
//
// RUN: %rtcc-x86_64 %s -o %t && %t 2>&1 | FileCheck %s
// RUN: %rtcc-aarch64 %s -o %t.arm && %qemu-aarch64 %t.arm 2>&1 | FileCheck %s
#include "rt/abi/Builtins.h"
#include "test/rt/Expect.h"

namespace wasmc::rt {
namespace {

constexpr uint64_t page = abi::wasmPageSize;
constexpr uint64_t fails = UINT64_MAX;
constexpr uint64_t fixedBase = 0x40000000;  // free under every emulator too

abi::Memory small, fixed, empty, full, big, bytes;
const abi::MemoryDesc memories[] = {
    {&small, 1, 3, 0, 0},
    {&fixed, 2, 65536, abi::guardReservation, fixedBase},
    {&empty, 0, 0, 0, 0},
    {&full, 65536, 65536, 0, 0},
    {&big, 1, uint64_t{1} << 48, 0, 0},
    {&bytes, 77, UINT64_MAX, 0, 0, /*pageSizeLog2=*/0},
};

uint64_t grow(abi::Memory &memory, uint64_t delta) { return abi::wasmc_memory_grow(&memory, delta); }

// Every page of [from, to) is zero and can be written.
void touch(abi::Memory &memory, uint64_t from, uint64_t to) {
  for (uint64_t at = from; at < to; at += 4096) {
    volatile uint8_t *byte = memory.base + at;
    expect(*byte == 0, "fresh memory is zero");
    *byte = 1;
  }
  memory.base[to - 1] = 1;
}

void testSmall() {
  uint8_t *base = small.base;
  expect(small.size == page && small.maxPages == 3, "one page of three");
  touch(small, 0, page);
  expect(grow(small, 0) == 1, "growing by nothing");
  expect(grow(small, 3) == fails && small.size == page, "growing by one too many");
  expect(grow(small, 1) == 1 && small.size == 2 * page, "growing to two pages");
  touch(small, page, 2 * page);
  expect(grow(small, 1) == 2 && small.size == 3 * page, "growing to the maximum");
  touch(small, 2 * page, 3 * page);
  expect(grow(small, 1) == fails && grow(small, 0) == 3, "full");
  expect(small.base == base && base[0] == 1, "the memory has not moved");
}

void testFixed() {
  expect(fixed.base == reinterpret_cast<uint8_t *>(fixedBase), "the address asked for");
  expect(fixed.size == 2 * page && fixed.maxPages == abi::maxGrownPages, "two pages");
  const uint64_t tooMuch[] = {65534, 65536, uint64_t{1} << 32, uint64_t{1} << 48, UINT64_MAX - 1, UINT64_MAX};
  for (uint64_t delta : tooMuch)
    expect(grow(fixed, delta) == fails && fixed.size == 2 * page, "growing too far");
  expect(grow(fixed, 65533) == 2 && fixed.size == 65535 * page, "all but the last page");
  touch(fixed, 65534 * page, 65535 * page);
  expect(grow(fixed, 1) == fails, "the last page");
}

void testBytes() {
  expect(bytes.size == 77, "a memory of so many bytes");
  touch(bytes, 0, 77);
  expect(grow(bytes, UINT64_MAX) == fails && grow(bytes, UINT64_MAX - 76) == fails && bytes.size == 77, "growing too far");
  expect(grow(bytes, page - 77) == 77 && grow(bytes, 1) == page && bytes.size == page + 1, "growing byte by byte");
  bytes.base[page] = 1;
  expect(bytes.base[76] == 1 && bytes.base[77] == 0, "the memory keeps what it holds");
}

void run() {
  testSmall();
  testFixed();
  expect(empty.base && empty.size == 0 && grow(empty, 0) == 0 && grow(empty, 1) == fails, "a memory of no pages");
  expect(full.size == 65536 * page && grow(full, 0) == 65536 && grow(full, 1) == fails, "a memory declared with all pages");
  touch(full, 65535 * page, 65536 * page);
  expect(big.maxPages >= 10 && big.maxPages <= uint64_t{1} << 31, "a 64-bit memory is limited by the machine");
  expect(grow(big, 9) == 1 && grow(big, big.maxPages) == fails, "growing a 64-bit memory");
  touch(big, 0, 10 * page);
  testBytes();
  // CHECK: all held
  writeMessage("all held");
}

}  // namespace
}  // namespace wasmc::rt

const wasmc::abi::Program wasmc_program = wasmc::rt::testProgram(wasmc::rt::run, {.memories = wasmc::rt::memories});
