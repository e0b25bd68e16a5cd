// Sources: Intel SDM, vol. 2, CPUID and XGETBV, and vol. 1, 13.3; AMD64 APM, vol. 3, appendix E; the AVX10 and APX specifications.
#include "rt/core/CpuFeatures.h"

#include <cpuid.h>

namespace wasmc::rt {

namespace {

enum Word { Leaf1Ecx, Leaf7Ebx, Leaf7Ecx, Leaf7Edx, Leaf7s1Eax, Leaf7s1Edx, ExtendedEcx, Avx10, WordCount };

// Of XCR0: registers that the kernel keeps for each thread. None: those that it always does.
enum State : uint64_t { None = 0, Ymm = 0x6, Zmm = 0xe6, Egpr = 0x80000 };

struct Feature {
  uint8_t word, bit;
  uint64_t state;
};

constexpr Feature rows[] = {
#define WASMC_X86_FEATURE(name, llvmName, word, bit, state) {word, bit, state},
#include "rt/abi/CpuFeatures.def"
};

struct Registers {
  uint32_t eax, ebx, ecx, edx;
};

Registers cpuid(uint32_t leaf, uint32_t subleaf = 0) {
  Registers found;
  __cpuid_count(leaf, subleaf, found.eax, found.ebx, found.ecx, found.edx);
  return found;
}

uint64_t keptState(uint32_t leaf1Ecx) {
  if (!(leaf1Ecx & bit_OSXSAVE))
    return None;
  uint32_t low, high;
  asm volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return static_cast<uint64_t>(high) << 32 | low;
}

// Beyond the last leaf CPUs answer with another one's contents. Every 64-bit CPU has the extended leaf 1.
void readWords(uint32_t (&words)[WordCount]) {
  constexpr uint32_t hasAvx10 = 1u << 19;
  uint32_t last = cpuid(0).eax;
  words[Leaf1Ecx] = cpuid(1).ecx;
  words[ExtendedEcx] = cpuid(0x80000001).ecx;
  if (last < 7)
    return;
  Registers leaf = cpuid(7);
  words[Leaf7Ebx] = leaf.ebx;
  words[Leaf7Ecx] = leaf.ecx;
  words[Leaf7Edx] = leaf.edx;
  if (leaf.eax == 0)  // its last subleaf
    return;
  leaf = cpuid(7, 1);
  words[Leaf7s1Eax] = leaf.eax;
  words[Leaf7s1Edx] = leaf.edx;
  if (leaf.edx & hasAvx10 && last >= 0x24) {
    uint32_t version = cpuid(0x24).ebx & 0xff;
    words[Avx10] = version < 31 ? (2u << version) - 1 : UINT32_MAX;  // a bit for each version up to it
  }
}

}  // namespace

uint64_t cpuFeatures() {
  uint32_t words[WordCount] = {};
  readWords(words);
  uint64_t kept = keptState(words[Leaf1Ecx]);
  uint64_t features = 0;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; ++i)
    if (words[rows[i].word] >> rows[i].bit & 1 && (kept & rows[i].state) == rows[i].state)
      features |= uint64_t{1} << i;
  return features;
}

}  // namespace wasmc::rt
