#include "codegen/CpuFeatures.h"

#include "codegen/Codegen.h"
#include "codegen/target/Target.h"

#include <llvm/ADT/StringMap.h>
#include <llvm/MC/MCSubtargetInfo.h>
#include <llvm/TargetParser/Host.h>
#include <span>

namespace wasmc {
namespace {

struct CpuFeature {
  const char *name, *llvmName;
};

std::span<const CpuFeature> featuresOf(TargetCpu target) {
  static constexpr CpuFeature x86_64[] = {
#define WASMC_X86_FEATURE(name, llvmName, ...) {name, llvmName},
#include "rt/abi/CpuFeatures.def"
  };
  static constexpr CpuFeature aarch64[] = {
#define WASMC_AARCH64_FEATURE(name, llvmName, ...) {name, llvmName},
#include "rt/abi/CpuFeatures.def"
  };
  return target == TargetCpu::AArch64 ? std::span<const CpuFeature>(aarch64) : x86_64;
}

// Features that the system says nothing of count as there.
bool hasAll(const llvm::StringMap<bool> &host, TargetCpu target, const std::string &cpu) {
  uint64_t needed = neededCpuFeatures({.target = target, .cpu = cpu});
  for (const CpuFeature &feature : featuresOf(target)) {
    auto found = host.find(feature.llvmName);
    if ((needed & 1) && found != host.end() && !found->second)
      return false;
    needed >>= 1;
  }
  return true;
}

}  // namespace

uint64_t neededCpuFeatures(const CodegenOptions &options) {
  if (options.cpu.empty())
    return 0;
  auto machine = Target::get(options.target).createMachine(options);
  uint64_t needed = 0, bit = 1;
  for (const CpuFeature &feature : featuresOf(options.target)) {
    if (machine->getMCSubtargetInfo()->checkFeatures(std::string("+") + feature.llvmName))
      needed |= bit;
    bit <<= 1;
  }
  return needed;
}

std::vector<std::string> cpuFeatureNames(TargetCpu target, uint64_t features) {
  std::vector<std::string> names;
  for (const CpuFeature &feature : featuresOf(target)) {
    if (features & 1)
      names.push_back(feature.name);
    features >>= 1;
  }
  return names;
}

// A virtual machine may have a CPU's name and lack some of its features: then the highest level that it has, or the baseline.
std::string hostCpuName() {
  bool isArm = llvm::Triple(llvm::sys::getProcessTriple()).isAArch64();
  TargetCpu target = isArm ? TargetCpu::AArch64 : TargetCpu::X86_64;
  llvm::StringMap<bool> host = llvm::sys::getHostCPUFeatures();
  std::vector<std::string> names = {llvm::sys::getHostCPUName().str()};
  if (!isArm)
    names.insert(names.end(), {"x86-64-v4", "x86-64-v3"});
  for (const std::string &name : names)
    if (checkCpu(target, name).empty() && hasAll(host, target, name))
      return name;
  return Target::get(target).baselineCpu();
}

}  // namespace wasmc
