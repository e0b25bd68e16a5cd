// Bringing tables up and growing them.
//
// RUN: %rtcc-x86_64 %s -o %t && %t 2>&1 | FileCheck %s
// RUN: %rtcc-aarch64 %s -o %t.arm && %qemu-aarch64 %t.arm 2>&1 | FileCheck %s
#include "rt/abi/Builtins.h"
#include "rt/tables/Table.h"
#include "test/rt/Expect.h"

namespace wasmc::rt {
namespace {

constexpr uint64_t fails = UINT64_MAX;

abi::Table small, unlimited, empty;
const abi::TableDesc tables[] = {{&small, 2, 5}, {&unlimited, 0, UINT64_MAX}, {&empty, 0, 0}};
abi::FuncRef function = {nullptr, 1, nullptr};

uint64_t grow(abi::Table &table, uint64_t delta, void *initial) { return abi::wasmc_table_grow(&table, delta, initial); }

void run() {
  expect(small.size == 2 && !small.elements[0] && !small.elements[1], "two null elements");
  expect(grow(small, 0, nullptr) == 2, "growing by nothing");
  expect(grow(small, 2, &function) == 2 && small.size == 4, "growing with a function");
  expect(!small.elements[1] && small.elements[2] == &function && small.elements[3] == &function, "the new elements");
  expect(grow(small, 2, nullptr) == fails && small.size == 4, "growing by one too many");
  expect(grow(small, UINT64_MAX - 1, nullptr) == fails, "growing past 64 bits");
  expect(grow(small, 1, nullptr) == 4 && !small.elements[4] && grow(small, 1, nullptr) == fails, "growing to the maximum");

  expect(unlimited.size == 0 && grow(unlimited, maxTableElements + 1, nullptr) == fails, "no table is larger than the cap");
  expect(grow(unlimited, maxTableElements, nullptr) == 0 && unlimited.size == maxTableElements, "growing to the cap");
  unlimited.elements[maxTableElements - 1] = &function;
  expect(grow(unlimited, 1, nullptr) == fails, "growing beyond the cap");

  expect(empty.size == 0 && grow(empty, 0, &function) == 0 && grow(empty, 1, &function) == fails, "a table of no elements");
  // CHECK: all held
  writeMessage("all held");
}

}  // namespace
}  // namespace wasmc::rt

const wasmc::abi::Program wasmc_program = wasmc::rt::testProgram(wasmc::rt::run, {.tables = wasmc::rt::tables});
