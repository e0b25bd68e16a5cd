// RUN: %rtcc-x86_64 %s -o %t -fasynchronous-unwind-tables && %t 2>&1 | FileCheck %s
// RUN: %rtcc-aarch64 %s -o %t.arm -fasynchronous-unwind-tables && %qemu-aarch64 %t.arm 2>&1 | FileCheck %s
//
// A copy of the executable's tables between inaccessible pages, each of its bytes changed in turn: lookups may fail, but nothing
// outside of the tables and of the stack is read.
// CHECK: 4 lookups in the copy
// CHECK-NEXT: {{[1-9][0-9]+}} lookups survived a change, {{[1-9][0-9]+}} failed
#include "rt/abi/Layout.h"
#include "rt/core/MemoryFunctions.h"
#include "rt/core/Message.h"
#include "rt/sys/linux/mmap.h"
#include "rt/sys/linux/mprotect.h"
#include "rt/traps/GuestCode.h"
#include "rt/unwind/UnwindRow.h"

#include <linux/elf.h>
#include <linux/mman.h>

using namespace wasmc::rt;

extern "C" [[gnu::visibility("hidden")]] const uint8_t __ehdr_start[];

namespace {

// Functions to look up, of different shapes.
const uint64_t subjects[] = {reinterpret_cast<uint64_t>(&memcpy) + 1, reinterpret_cast<uint64_t>(&findRow) + 64,
                             reinterpret_cast<uint64_t>(&writeMessageLine) + 12, reinterpret_cast<uint64_t>(&isGuestCode) + 1};
uint64_t words[4096];  // plays the stack

struct Tables {
  uint8_t *copy;
  uint64_t size;
  uint64_t header;  // offset of .eh_frame_hdr, behind which .eh_frame lies
  uint64_t moved;   // how much higher the copy is than the original
};

const Elf64_Phdr &programHeader(uint32_t type) {
  auto *image = reinterpret_cast<const Elf64_Ehdr *>(__ehdr_start);
  auto *headers = reinterpret_cast<const Elf64_Phdr *>(__ehdr_start + image->e_phoff);
  for (unsigned i = 0; i < image->e_phnum; ++i) {
    if (headers[i].p_type == type)
      return headers[i];
  }
  internalError("no program header of type ", Hex(type));
}

// lld puts the tables at the end of the first segment. The copy's last byte is the last before an inaccessible page.
Tables copyTables() {
  const Elf64_Phdr &segment = programHeader(PT_LOAD);
  const Elf64_Phdr &table = programHeader(PT_GNU_EH_FRAME);
  uint64_t pages = (segment.p_memsz + 65535) & ~uint64_t{65535};
  auto mapping = sys::mmap(nullptr, pages + 2 * 65536, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS);
  uint8_t *usable = static_cast<uint8_t *>(*mapping) + 65536;
  if (!mapping || !sys::mprotect(usable, pages, PROT_READ | PROT_WRITE))
    internalError("no memory for the copy");
  uint8_t *copy = usable + pages - segment.p_memsz;
  memcpy(copy, __ehdr_start, segment.p_memsz);
  return {copy, segment.p_memsz, table.p_vaddr, static_cast<uint64_t>(copy - __ehdr_start)};
}

// How many of the subjects can be unwound from by the tables in [copy, copy + size).
unsigned lookUp(const Tables &tables) {
  UnwindTable table(tables.copy + tables.header, tables.copy, tables.copy + tables.size);
  StackRange stack = {reinterpret_cast<uint64_t>(words), reinterpret_cast<uint64_t>(words + 4096)};
  unsigned successes = 0;
  for (uint64_t subject : subjects) {
    uint64_t pc = subject + tables.moved;
    FrameDescription function;
    UnwindRow row;
    Registers registers = {};
    for (uint64_t &slot : registers.slots)
      slot = reinterpret_cast<uint64_t>(words + 8);
    if (table.find(pc, function) && findRow(function, pc, row))
      successes += applyRow(function, row, stack, registers);
  }
  return successes;
}

void entry() {
  Tables tables = copyTables();
  unsigned intact = lookUp(tables);
  writeMessage(Decimal(intact), " lookups in the copy");
  constexpr uint8_t changes[] = {0x01, 0x40, 0x80, 0xff};
  unsigned survived = 0, failed = 0;
  for (uint64_t i = tables.header; i < tables.size; ++i) {
    uint8_t original = tables.copy[i];
    for (uint8_t change : changes) {
      tables.copy[i] = original ^ change;
      unsigned successes = lookUp(tables);
      survived += successes;
      failed += intact - successes;
    }
    tables.copy[i] = original;
  }
  writeMessage(Decimal(survived), " lookups survived a change, ", Decimal(failed), " failed");
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
