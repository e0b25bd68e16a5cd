// A program without memory: relocation, arguments, the guest's stack, the end. The stack is the kernel's, where the limit on it
// suffices and can be set; otherwise it is one of the runtime's own.
//
// RUN: %rtcc-x86_64 %s -o %t && %t one 2>&1 | FileCheck %s
// RUN: bash -c "ulimit -s unlimited && exec %t one" 2>&1 | FileCheck %s
// RUN: bash -c "ulimit -Ss 64 && exec %t one another-stack" 2>&1 | FileCheck %s
// RUN: bash -c "ulimit -s 4096 && exec %t one another-stack" 2>&1 | FileCheck %s
// RUN: env WASMC_OPTS=--max-stack=128M %t one another-stack 2>&1 | FileCheck %s
// RUN: bash -c "ulimit -s unlimited && WASMC_OPTS=--max-stack=128M exec %t one" 2>&1 | FileCheck %s
// RUN: %rtcc-aarch64 %s -o %t.arm && %qemu-aarch64 %t.arm one 2>&1 | FileCheck %s
#include "test/rt/Expect.h"

namespace wasmc::rt {
namespace {

int target;
// Relocated words in runs and apart, over more than one of RELR's bitmaps of 63 words.
struct Pointers {
  int *words[200];
};
constexpr bool isSet(int index) { return index == 0 || (index >= 62 && index <= 64) || index == 130 || index == 199; }
constexpr Pointers makePointers() {
  Pointers pointers = {};
  for (int i = 0; i < 200; ++i)
    pointers.words[i] = isSet(i) ? &target : nullptr;
  return pointers;
}
constinit volatile Pointers writable = makePointers();
constinit const volatile Pointers readOnly = makePointers();

void testRelocation() {
  for (int i = 0; i < 200; ++i) {
    expect(writable.words[i] == (isSet(i) ? &target : nullptr), "pointer in writable data");
    expect(readOnly.words[i] == (isSet(i) ? &target : nullptr), "pointer in constant data");
  }
}

void testProcess() {
  expect(StringView(process().argv[1]) == "one", "the argument");
  expect(process().argv[process().argc] == nullptr, "end of the arguments");
  expect(auxiliaryValue(6, 0) == pageSize(), "AT_PAGESZ");
  expect(auxiliaryValue(0x7fffffff, 17) == 17, "an entry that does not exist");
}

// Most of the stack can be used, in frames of 64 KiB. Each is read after the call, so that recursion stays recursion.
[[gnu::noinline]] uint64_t descend(unsigned depth) {
  volatile uint8_t frame[65536];
  volatile uint8_t &first = frame[depth], &last = frame[sizeof frame - 1 - depth];  // not constant: the array must stay whole
  first = static_cast<uint8_t>(depth);
  last = 1;
  uint64_t below = depth ? descend(depth - 1) : 0;
  return below + first + last;
}

void run() {
  testRelocation();
  testProcess();
  auto frame = reinterpret_cast<uintptr_t>(__builtin_frame_address(0));
  expect(frame % 16 == 0, "alignment of the stack");
  bool isProcessStack = reinterpret_cast<uintptr_t>(process().argv) - frame < 4096;
  expect(isProcessStack == (process().argc == 2), "which stack");
  // The sum of the depths from 0 to 119, and 1 for each of the 120 frames.
  expect(descend(119) == 119 * 120 / 2 + 120, "7.5 MiB of stack");
  // CHECK: start.cpp.tmp{{(.arm)?}}: all held
  writeMessage("all held");
}

}  // namespace
}  // namespace wasmc::rt

const wasmc::abi::Program wasmc_program = wasmc::rt::testProgram(wasmc::rt::run);
