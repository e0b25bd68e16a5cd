// Part of executables whose code needs more than the baseline CPU, and of no others (tools/common/Link.cpp): without it they would end
// at their first instruction that this CPU does not know.
#include "rt/core/CpuFeatures.h"
#include "rt/core/Message.h"

extern "C" {
// What the code needs: a set of rt/abi/CpuFeatures.def. Made where the executable is linked.
[[gnu::visibility("hidden")]] extern const uint64_t wasmc_cpu_features;

[[gnu::visibility("hidden")]] void wasmc_check_cpu() {
  using namespace wasmc::rt;
  if (uint64_t missing = wasmc_cpu_features & ~cpuFeatures())
    fatalError("this CPU lacks ", CpuFeatureNames(missing),
               ", which the program was compiled for; compile it with another --cpu, or none");
}
}
