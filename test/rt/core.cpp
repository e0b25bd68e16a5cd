// The allocator and the text helpers.
//
// RUN: %rtcc-x86_64 %s -o %t && %t 2>&1 | FileCheck %s
// RUN: %rtcc-aarch64 %s -o %t.arm && %qemu-aarch64 %t.arm 2>&1 | FileCheck %s
#include "rt/core/Allocator.h"
#include "test/rt/Expect.h"

namespace wasmc::rt {
namespace {

// Blocks of all sizes, across the arena and several chunks, are aligned, zero and apart from each other.
void testAllocator() {
  constexpr size_t count = 400;
  static uint8_t *blocks[count];
  for (size_t i = 0; i < count; ++i) {
    size_t size = i * 7, alignment = size_t{1} << i % 13;
    blocks[i] = static_cast<uint8_t *>(allocate(size, alignment));
    expect(blocks[i] && reinterpret_cast<uintptr_t>(blocks[i]) % alignment == 0, "alignment");
    for (size_t j = 0; j < size; ++j) {
      expect(blocks[i][j] == 0, "allocated memory is zero");
      blocks[i][j] = static_cast<uint8_t>(i);
    }
  }
  for (size_t i = 0; i < count; ++i)
    for (size_t j = 0; j < i * 7; ++j)
      expect(blocks[i][j] == static_cast<uint8_t>(i), "blocks are apart");

  auto *large = static_cast<uint8_t *>(allocate(10'000'000));
  expect(large && large[9'999'999] == 0, "a block larger than a chunk");
  expect(!allocate(SIZE_MAX) && !allocate(SIZE_MAX / 2) && !allocate(SIZE_MAX - 70000), "impossible sizes");
  expect(!allocateArray<uint64_t>(SIZE_MAX / 8 + 2), "a size that overflows");
  expect(allocateArray<uint64_t>(10), "the allocator survives a refusal");
}

void testStringView() {
  StringView text = "--dir=a::b";
  expect(text.startsWith("--dir") && !text.startsWith("--dirs") && !text.startsWith("--dir=a::bc"), "startsWith");
  expect(text.endsWith("::b") && !text.endsWith("a") && !StringView("b").endsWith("::b"), "endsWith");
  expect(text.find(':') == 7 && text.findLast(':') == 8, "a character");
  expect(text.find('?') == StringView::npos && text.find('-', 2) == StringView::npos, "a character that is not there");
  expect(text.find(StringView("::")) == 7 && text.find(StringView("b")) == 9, "a text");
  expect(text.find(StringView(":::")) == StringView::npos, "a text that is not there");
  expect(text.find(StringView("")) == 0 && text.find(StringView(""), 11) == StringView::npos, "the empty text");
  expect(text.substr(6, 1) == "a" && text.substr(9) == "b" && text.substr(99).empty(), "substr");
  StringView::Halves halves = text.split('=');
  expect(halves.found && halves.before == "--dir" && halves.after == "a::b", "split");
  halves = text.split('?');
  expect(!halves.found && halves.before == text && halves.after.empty(), "split without separator");
  expect(StringView(static_cast<const char *>(nullptr)).empty() && StringView("") == StringView(), "empty views");
}

void run() {
  testAllocator();
  testStringView();
  // CHECK: all held
  writeMessage("all held");
}

}  // namespace
}  // namespace wasmc::rt

const wasmc::abi::Program wasmc_program = wasmc::rt::testProgram(wasmc::rt::run);
