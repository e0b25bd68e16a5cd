// Under AddressSanitizer the collector tells what of its heap is free: a use of it by the runtime is reported, whether the object
// was small, medium or of blocks of its own, and so is what lies behind a live one of those. What is alive is not.
//
// RUN: %rtcc-sanitized %s -o %t
// RUN: %t alive 2>&1 | FileCheck --check-prefix=ALIVE %s
// RUN: %exits 1 %t small 2>&1 | FileCheck %s
// RUN: %exits 1 %t medium 2>&1 | FileCheck %s
// RUN: %exits 1 %t large 2>&1 | FileCheck %s
// RUN: %exits 1 %t behind 2>&1 | FileCheck %s
// ALIVE: read
// CHECK: ERROR: AddressSanitizer: use-after-poison
// CHECK-NEXT: READ of size 1
#include "rt/gc/ProgramHeap.h"
#include "test/rt/Expect.h"

namespace wasmc::rt {
namespace {

constexpr uint32_t bytesType = 1;
constexpr abi::ObjectShape shapes[] = {{}, {8, 0, abi::ObjectKind::Array, 0, 0}};

constexpr uint32_t smallSize = 16, mediumSize = 4096, largeSize = 100'000;

const void *slot = nullptr;
constexpr abi::RootRange range = {&slot, 1, nullptr, nullptr, 0};
abi::RootSet roots = {&range, 1, nullptr, nullptr};

[[gnu::noinline]] void read(const uint8_t *address) {
  (void)*static_cast<const volatile uint8_t *>(address);
  writeMessage("read");
}

// This thread has no guest stack, so nothing but `slot` keeps an object.
void run(StringView what) {
  expect(gc::bringUpHeap({uint64_t{64} << 20, /*isStressed=*/true}).ok(), "the heap comes up");
  gc::addRoots(roots);
  bool isKept = what == "alive" || what == "behind";
  uint32_t size = what == "small" ? smallSize : what == "medium" ? mediumSize : largeSize;
  auto *object = static_cast<const uint8_t *>(gc::allocate(8 + size, {bytesType, size}));
  expect(object, "there is room");
  slot = isKept ? object : nullptr;
  gc::collect();
  read(object + (what == "behind" ? 8 + size : size));
}

}  // namespace
}  // namespace wasmc::rt

extern "C" const wasmc::abi::ObjectTypes wasmc_object_types;
const wasmc::abi::ObjectTypes wasmc_object_types = {wasmc::rt::shapes, nullptr, nullptr};

int main(int, char **argv) {
  using namespace wasmc::rt;
  setProcess(reinterpret_cast<uint64_t *>(argv) - 1);
  run(argv[1]);
}
