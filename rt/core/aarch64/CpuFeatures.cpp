// Source: Documentation/arch/arm64/elf_hwcaps.rst in the kernel: what it tells it also supports.
#include "rt/core/CpuFeatures.h"

#include "rt/core/Process.h"

#include <linux/auxvec.h>

namespace wasmc::rt {

namespace {

enum Word { Hwcap, Hwcap2 };

struct Feature {
  uint8_t word, bit;
};

constexpr Feature rows[] = {
#define WASMC_AARCH64_FEATURE(name, llvmName, word, bit) {word, bit},
#include "rt/abi/CpuFeatures.def"
};

}  // namespace

uint64_t cpuFeatures() {
  uint64_t words[] = {auxiliaryValue(AT_HWCAP, 0), auxiliaryValue(AT_HWCAP2, 0)};
  uint64_t features = 0;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; ++i)
    features |= (words[rows[i].word] >> rows[i].bit & 1) << i;
  return features;
}

}  // namespace wasmc::rt
