// What a small program costs before and after its own work: at most 15 system calls from exec to exit, in one order.
//
// RUN: %rtcc-x86_64 %s -o %t && strace -o %t.trace %t && head -n 15 %t.trace | FileCheck %s
// REQUIRES: strace
//
// CHECK:      execve(
// CHECK-NEXT: getpid()
// CHECK-NEXT: mprotect({{.*}}, PROT_READ)
// CHECK-NEXT: mmap(0x10000, 8590000128, PROT_NONE, {{.*}}MAP_FIXED_NOREPLACE
// CHECK-NEXT: mremap({{.*}}, 65536, 65536, MREMAP_MAYMOVE|MREMAP_FIXED, 0x10000) = 0x10000
// CHECK-NEXT: mprotect(0x10000, 131072, PROT_READ|PROT_WRITE)
// CHECK-NEXT: prlimit64(0, RLIMIT_STACK, NULL
// CHECK-NEXT: prlimit64(0, RLIMIT_STACK, {
// CHECK:      writev(2, {{.*}}all held
// CHECK-NEXT: exit_group(0)
#include "test/rt/Expect.h"

namespace wasmc::rt {
namespace {

struct Page {
  uint8_t bytes[abi::imageAlignment];
};
[[gnu::section("images")]] alignas(abi::imageAlignment) constinit const Page image = {{'h', 'i'}};

abi::Memory memory;
const abi::MemoryDesc memories[] = {{&memory, 2, 65536, abi::guardReservation, abi::fixedMemoryBase}};
const abi::ImageDesc images[] = {{&memory, 0, image.bytes, sizeof image.bytes}};

void run() {
  expect(StringView(reinterpret_cast<const char *>(memory.base)) == "hi", "contents");
  writeMessage("all held");
}

}  // namespace
}  // namespace wasmc::rt

const wasmc::abi::Program wasmc_program =
    wasmc::rt::testProgram(wasmc::rt::run, {.memories = wasmc::rt::memories, .images = wasmc::rt::images});
