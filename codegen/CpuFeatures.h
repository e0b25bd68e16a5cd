// What compiled code needs of a CPU, so that who runs it can look first whether that is there.
#pragma once

#include "codegen/Options.h"

#include <vector>

namespace wasmc {

// What code for this CPU may need beyond the target's baseline: a set of rt/abi/CpuFeatures.def. The CPU is one that checkCpu() has
// found right.
uint64_t neededCpuFeatures(const CodegenOptions &options);

// The names of such a set.
std::vector<std::string> cpuFeatureNames(TargetCpu target, uint64_t features);

}  // namespace wasmc
