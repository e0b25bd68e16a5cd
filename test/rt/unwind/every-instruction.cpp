// RUN: %rtcc-x86_64 %s -o %t -fasynchronous-unwind-tables && %t 2>&1 | FileCheck %s
// RUN: %rtcc-aarch64 %s -o %t.arm -fasynchronous-unwind-tables && %qemu-aarch64 %t.arm 2>&1 | FileCheck %s --check-prefix=CALLS
//
// Unwinds to a frame with known contents of every preserved register, from below functions with frames of many shapes. On x86-64
// that happens after each single instruction, through the trap flag; on AArch64 from the calls.
// CHECK: registers restored after {{[0-9][0-9][0-9]+}} instructions
// CALLS: registers restored
#include "KnownRegisters.h"
#include "rt/abi/Layout.h"
#include "rt/core/MemoryFunctions.h"
#include "rt/core/Message.h"
#include "rt/sys/linux/sigaction.h"
#include "rt/traps/TrapHandlers.h"
#include "rt/traps/TrapSignals.h"

using namespace wasmc::rt;

namespace {

unsigned walks;

void checkFromHere() {
  Registers registers = {};
  captureRegisters(registers);
  ++walks;
  checkWalkToKnownFrame(Cursor(guestStackRange(), registers, Cursor::Start::AfterCall));
}

template <typename T> [[gnu::always_inline]] inline T opaque(T value) {
  asm volatile("" : "+r"(value));
  return value;
}

// Frames of many shapes.
[[gnu::noinline]] uint64_t leaf(uint64_t a) { return opaque(a) * 3; }

[[gnu::noinline]] uint64_t withArray(uint64_t a) {
  volatile uint64_t array[700] = {a};
  checkFromHere();
  return leaf(array[opaque(a) % 700]);
}

// The stack pointer is known through the frame pointer only.
[[gnu::noinline]] uint64_t withDynamicArray(uint64_t a) {
  auto *array = static_cast<volatile uint64_t *>(__builtin_alloca(opaque(a) * 8 + 64));
  array[0] = a;
  checkFromHere();
  return withArray(array[0]) + array[0];
}

// The frame is realigned: with an array of variable size on top, the place of the caller's frame is an expression on some targets.
[[gnu::noinline]] uint64_t realigned(uint64_t a) {
  alignas(256) volatile uint64_t array[64] = {a};
  auto *more = static_cast<volatile uint64_t *>(__builtin_alloca(opaque(a) * 16 + 16));
  more[0] = a;
  checkFromHere();
  return withDynamicArray(array[0]) + array[0] + more[0];
}

// Keeps many values in preserved registers, and returns early from the middle.
[[gnu::noinline]] uint64_t manyValues(uint64_t a) {
  if (a > 100)
    return leaf(a);
  uint64_t b = leaf(a), c = leaf(b), d = leaf(c), e = leaf(d), f = leaf(e), g = leaf(f), h = leaf(g);
  double x = static_cast<double>(opaque(a)), y = x * 3, z = y * 5;
  checkFromHere();
  uint64_t sum = realigned(a) + leaf(h) + static_cast<uint64_t>(x * y * z);
  if (sum == 7)
    return b;
  asm volatile("" : : "r"(b), "r"(c), "r"(d), "r"(e), "r"(f), "r"(g), "r"(h));
  return manyValues(sum + 1000) + b + c + d + e + f + g + h + static_cast<uint64_t>(x + y + z);
}

uint8_t buffer[1000];

void subject() {
  memset(buffer, 1, sizeof buffer);
  opaque(manyValues(opaque<uint64_t>(5)));
}

#if defined(__x86_64__)
void afterInstruction(int, siginfo_t *, void *context) {
  Registers registers = interruptedRegisters(*static_cast<const ucontext *>(context));
  if (!isStepping(registers.pc()))
    return;
  ++walks;
  checkWalkToKnownFrame(Cursor(guestStackRange(), registers, Cursor::Start::Interrupted));
}
#endif

void entry() {
#if defined(__x86_64__)
  if (!sys::sigaction(SIGTRAP, afterInstruction, 0))
    internalError("cannot handle SIGTRAP");
#endif
  knownFlags = 0x100;
  runWithKnownRegisters(subject);
  writeMessage("registers restored after ", Decimal(walks), " instructions");
}

}  // namespace

extern "C" const wasmc::abi::Program wasmc_program = {.memories = nullptr,
                                                      .memoryCount = 0,
                                                      .images = nullptr,
                                                      .imageCount = 0,
                                                      .tables = nullptr,
                                                      .tableCount = 0,
                                                      .run = entry,
                                                      .policy = nullptr,
                                                      .policySize = 0};
