// The vDSO is a small shared object without a loader: its tables hold addresses relative to where it lies. It is the kernel's, so
// what it says is believed. Source: vdso(7); System V ABI, chapter 5, "Dynamic Section" and "Hash Table".
#include "rt/core/Vdso.h"

#include "rt/core/Process.h"
#include "rt/core/Span.h"

#include <linux/auxvec.h>
#include <linux/elf.h>

namespace wasmc::rt {

namespace {

constexpr int64_t dtGnuHash = 0x6ffffef5;

class Image {
public:
  explicit Image(uint64_t address) {
    auto &header = *reinterpret_cast<const Elf64_Ehdr *>(address);
    Span headers(reinterpret_cast<const Elf64_Phdr *>(address + header.e_phoff), header.e_phnum);
    const Elf64_Dyn *dynamic = nullptr;
    for (const Elf64_Phdr &segment : headers) {
      if (segment.p_type == PT_LOAD)
        bias = address + segment.p_offset - segment.p_vaddr;
      if (segment.p_type == PT_DYNAMIC)
        dynamic = reinterpret_cast<const Elf64_Dyn *>(address + segment.p_offset);
    }
    for (; dynamic && dynamic->d_tag != DT_NULL; ++dynamic)
      takeEntry(*dynamic);
  }

  void *find(StringView name) const {
    if (!symbols || !names)
      return nullptr;
    for (const Elf64_Sym &symbol : Span(symbols, symbolCount()))
      if (symbol.st_shndx != SHN_UNDEF && name == StringView(names + symbol.st_name))
        return reinterpret_cast<void *>(bias + symbol.st_value);
    return nullptr;
  }

private:
  void takeEntry(const Elf64_Dyn &entry) {
    uint64_t address = bias + entry.d_un.d_ptr;
    switch (entry.d_tag) {
    case DT_SYMTAB: symbols = reinterpret_cast<const Elf64_Sym *>(address); break;
    case DT_STRTAB: names = reinterpret_cast<const char *>(address); break;
    case DT_HASH: hash = reinterpret_cast<const uint32_t *>(address); break;
    case dtGnuHash: gnuHash = reinterpret_cast<const uint32_t *>(address); break;
    default: break;
    }
  }

  // Only the hash tables tell. The newer one ends with the chain of the bucket that begins last; the last link of a chain is odd.
  uint32_t symbolCount() const {
    if (hash)
      return hash[1];
    if (!gnuHash)
      return 0;
    uint32_t bucketCount = gnuHash[0], firstHashed = gnuHash[1], bloomWords = gnuHash[2];
    const uint32_t *buckets = gnuHash + 4 + 2 * bloomWords, *chains = buckets + bucketCount;
    uint32_t last = 0;
    for (uint32_t bucket : Span(buckets, bucketCount))
      last = bucket > last ? bucket : last;
    if (last < firstHashed)
      return firstHashed;
    while (!(chains[last - firstHashed] & 1))
      ++last;
    return last + 1;
  }

  uint64_t bias = 0;
  const Elf64_Sym *symbols = nullptr;
  const char *names = nullptr;
  const uint32_t *hash = nullptr;
  const uint32_t *gnuHash = nullptr;
};

}  // namespace

void *findVdsoFunction(StringView name) {
  uint64_t address = auxiliaryValue(AT_SYSINFO_EHDR, 0);
  return address ? Image(address).find(name) : nullptr;
}

}  // namespace wasmc::rt
