// Source: System V ABI (gABI), "Dynamic Section" with the addition of DT_RELR, and "Program Header"; the psABI of each CPU for the
// number of its relative relocation.
#include "rt/start/Relocation.h"

#include "rt/core/Message.h"
#include "rt/core/Process.h"
#include "rt/core/Span.h"
#include "rt/sys/linux/mprotect.h"

#include <linux/elf.h>

namespace wasmc::rt {

namespace {

// Defined by the linker. Hidden, so that their addresses are relative to the program counter.
extern "C" {
[[gnu::visibility("hidden")]] extern const Elf64_Ehdr __ehdr_start;
[[gnu::visibility("hidden")]] extern const Elf64_Dyn _DYNAMIC[];
}

// Newer than some kernels' <linux/elf.h>.
constexpr int64_t dtRelrSize = 35;
constexpr int64_t dtRelr = 36;

#if defined(__x86_64__)
constexpr uint32_t relativeRelocation = 8;  // R_X86_64_RELATIVE
#elif defined(__aarch64__)
constexpr uint32_t relativeRelocation = 1027;  // R_AARCH64_RELATIVE
#endif

// The first segment is linked at address 0 and holds the ELF header.
uint64_t loadAddress() { return reinterpret_cast<uint64_t>(&__ehdr_start); }

struct RelocationTables {
  uint64_t rela = 0, relaSize = 0;
  uint64_t relr = 0, relrSize = 0;
};

RelocationTables findTables() {
  RelocationTables tables;
  for (const Elf64_Dyn *entry = _DYNAMIC; entry->d_tag != DT_NULL; ++entry) {
    if (entry->d_tag == DT_RELA)
      tables.rela = entry->d_un.d_ptr;
    else if (entry->d_tag == DT_RELASZ)
      tables.relaSize = entry->d_un.d_val;
    else if (entry->d_tag == dtRelr)
      tables.relr = entry->d_un.d_ptr;
    else if (entry->d_tag == dtRelrSize)
      tables.relrSize = entry->d_un.d_val;
  }
  return tables;
}

void applyRela(uint64_t base, Span<const Elf64_Rela> entries) {
  for (const Elf64_Rela &entry : entries) {
    // A linker that needed another kind here has made something else than a static executable; no message can be trusted yet.
    if (ELF64_R_TYPE(entry.r_info) != relativeRelocation)
      __builtin_trap();
    *reinterpret_cast<uint64_t *>(base + entry.r_offset) = base + static_cast<uint64_t>(entry.r_addend);
  }
}

// An even entry is the address of one word to relocate; an odd one is a bitmap of the 63 words behind the last address covered.
void applyRelr(uint64_t base, Span<const uint64_t> entries) {
  uint64_t *next = nullptr;
  for (uint64_t entry : entries) {
    if ((entry & 1) == 0) {
      next = reinterpret_cast<uint64_t *>(base + entry);
      *next++ += base;
      continue;
    }
    uint64_t *word = next;
    for (uint64_t bits = entry >> 1; bits != 0; bits >>= 1, ++word)
      if (bits & 1)
        *word += base;
    next += 63;
  }
}

}  // namespace

void relocateSelf() {
  uint64_t base = loadAddress();
  RelocationTables tables = findTables();
  applyRela(base, {reinterpret_cast<const Elf64_Rela *>(base + tables.rela), tables.relaSize / sizeof(Elf64_Rela)});
  applyRelr(base, {reinterpret_cast<const uint64_t *>(base + tables.relr), tables.relrSize / sizeof(uint64_t)});
}

void protectRelocatedData() {
  uint64_t base = loadAddress();
  uint64_t pageMask = ~(pageSize() - 1);
  Span headers(reinterpret_cast<const Elf64_Phdr *>(base + __ehdr_start.e_phoff), __ehdr_start.e_phnum);
  for (const Elf64_Phdr &header : headers) {
    if (header.p_type != PT_GNU_RELRO)
      continue;
    uint64_t begin = (base + header.p_vaddr) & pageMask;
    uint64_t end = (base + header.p_vaddr + header.p_memsz) & pageMask;
    if (begin < end && !sys::mprotect(reinterpret_cast<void *>(begin), end - begin, PROT_READ))
      fatalError("cannot make relocated data read-only");
  }
}

}  // namespace wasmc::rt
