// What this CPU has beyond the baseline that the runtime itself is compiled for.
#pragma once

#include "rt/core/StringView.h"

#include <stdint.h>

namespace wasmc::rt {

// The set of what is in rt/abi/CpuFeatures.def, the CPU has, and the kernel lets programs use. A CPUID instruction, of which there are
// some, takes microseconds in a virtual machine: not for every start.
uint64_t cpuFeatures();

// The names of a set, "AVX, AVX2". The text lives as long as the object.
class CpuFeatureNames {
public:
  explicit CpuFeatureNames(uint64_t features);
  operator StringView() const { return {buffer, size}; }

private:
  void append(StringView part);

  char buffer[512];
  size_t size = 0;
};

}  // namespace wasmc::rt
