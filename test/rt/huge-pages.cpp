// Memories ask for huge pages once, when they have or reach 8 MiB, for all that they can become.
//
// RUN: %rtcc-x86_64 %s -o %t && %t 2>&1 | FileCheck %s
// RUN: strace -o %t.trace %t && FileCheck --check-prefix=CALLS --implicit-check-not=madvise %s < %t.trace
// RUN: env WASMC_OPTS=--no-huge-pages strace -o %t.kept.trace %t && FileCheck --check-prefix=KEPT --implicit-check-not=madvise %s < %t.kept.trace
// RUN: %rtcc-aarch64 %s -o %t.arm && %qemu-aarch64 %t.arm 2>&1 | FileCheck %s
// REQUIRES: strace
//
// `large`, of 129 pages, as it is opened; `growing` as it gets page 128, of 1000 at most; `small` never.
// CALLS: madvise({{0x[0-9a-f]+}}, 8454144, MADV_HUGEPAGE)
// CALLS-COUNT-2: mprotect({{0x[0-9a-f]+}}, 65536, PROT_READ|PROT_WRITE)
// CALLS-NEXT: madvise({{0x[0-9a-f]+}}, 65536000, MADV_HUGEPAGE)
// CALLS: exit_group(0)
// KEPT: exit_group(0)
#include "rt/abi/Builtins.h"
#include "test/rt/Expect.h"

namespace wasmc::rt {
namespace {

abi::Memory small, large, growing;
const abi::MemoryDesc memories[] = {{&small, 127, 127, 0, 0}, {&large, 129, 129, 0, 0}, {&growing, 126, 1000, 0, 0}};

void run() {
  growing.base[0] = 1;
  for (uint64_t pages = 126; pages < 130; ++pages)
    expect(abi::wasmc_memory_grow(&growing, 1) == pages, "growing");
  expect(growing.base[0] == 1 && growing.base[growing.size - 1] == 0, "contents");
  growing.base[growing.size - 1] = 1;
  large.base[large.size - 1] = 1;
  // CHECK: all held
  writeMessage("all held");
}

}  // namespace
}  // namespace wasmc::rt

const wasmc::abi::Program wasmc_program = wasmc::rt::testProgram(wasmc::rt::run, {.memories = wasmc::rt::memories});
