// Under a limit on address space, memories and tables that need no guard region get what there is, and growth ends there.
//
// RUN: %rtcc-x86_64 %s -o %t && bash -c "ulimit -v 1000000; exec %t" 2>&1 | FileCheck %s
#include "rt/abi/Builtins.h"
#include "test/rt/Expect.h"

namespace wasmc::rt {
namespace {

abi::Memory memory;
abi::Table table;
const abi::MemoryDesc memories[] = {{&memory, 1, 65536, 0, 0}};
const abi::TableDesc tables[] = {{&table, 1, UINT64_MAX}};

void run() {
  expect(memory.maxPages >= 4096 && memory.maxPages < 16384, "a quarter to a whole gigabyte");
  expect(abi::wasmc_memory_grow(&memory, memory.maxPages) == UINT64_MAX, "growing beyond what was reserved");
  expect(abi::wasmc_memory_grow(&memory, memory.maxPages - 1) == 1, "growing to what was reserved");
  memory.base[memory.size - 1] = 1;
  expect(abi::wasmc_table_grow(&table, 1000, nullptr) == 1, "growing a table");
  // CHECK: all held
  writeMessage("all held");
}

}  // namespace
}  // namespace wasmc::rt

const wasmc::abi::Program wasmc_program =
    wasmc::rt::testProgram(wasmc::rt::run, {.memories = wasmc::rt::memories, .tables = wasmc::rt::tables});
