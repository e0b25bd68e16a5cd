#include "codegen/CpuFeatures.h"

#include "codegen/target/Target.h"

#include <llvm/MC/MCSubtargetInfo.h>
#include <span>

namespace wasmc {
namespace {

struct Feature {
  const char *name, *llvmName;
};

std::span<const Feature> featuresOf(TargetCpu target) {
  static constexpr Feature x86_64[] = {
#define WASMC_X86_FEATURE(name, llvmName, ...) {name, llvmName},
#include "rt/abi/CpuFeatures.def"
  };
  static constexpr Feature aarch64[] = {
#define WASMC_AARCH64_FEATURE(name, llvmName, ...) {name, llvmName},
#include "rt/abi/CpuFeatures.def"
  };
  return target == TargetCpu::AArch64 ? std::span<const Feature>(aarch64) : x86_64;
}

}  // namespace

uint64_t neededCpuFeatures(const CodegenOptions &options) {
  if (options.cpu.empty())
    return 0;
  auto machine = Target::get(options.target).createMachine(options);
  uint64_t needed = 0, bit = 1;
  for (const Feature &feature : featuresOf(options.target)) {
    if (machine->getMCSubtargetInfo()->checkFeatures(std::string("+") + feature.llvmName))
      needed |= bit;
    bit <<= 1;
  }
  return needed;
}

std::vector<std::string> cpuFeatureNames(TargetCpu target, uint64_t features) {
  std::vector<std::string> names;
  for (const Feature &feature : featuresOf(target)) {
    if (features & 1)
      names.push_back(feature.name);
    features >>= 1;
  }
  return names;
}

}  // namespace wasmc
