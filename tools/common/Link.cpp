#include "tools/common/Link.h"

#include "codegen/CpuFeatures.h"
#include "tools/common/DataObject.h"

extern "C" const char runtimeX86_64Begin[], runtimeX86_64End[], runtimeAArch64Begin[], runtimeAArch64End[], layoutBegin[],
    layoutEnd[];

namespace wasmc {
namespace {

std::string_view runtimeArchive(TargetCpu target) {
  if (target == TargetCpu::AArch64)
    return {runtimeAArch64Begin, runtimeAArch64End};
  return {runtimeX86_64Begin, runtimeX86_64End};
}

// Brings in rt/start/CpuCheck.
std::string cpuCheck(TargetCpu target, uint64_t features) {
  std::string_view bytes(reinterpret_cast<const char *>(&features), sizeof features);
  return makeDataObject(target, {{".rodata", DataSection::Kind::Constant, std::string(bytes), "wasmc_cpu_features"}},
                        "wasmc_check_cpu");
}

}  // namespace

std::expected<std::string, std::string> linkExecutable(std::span<const LinkInput> inputs, const CodegenOptions &options,
                                                       const std::string &entry) {
  LinkJob job;
  job.addOptions({"-static", "-pie", "--no-dynamic-linker", "--gc-sections", "--eh-frame-hdr", "-z", "relro", "-z", "now", "-z",
                  "rodynamic", "-z", "noexecstack", "-z", "pack-relative-relocs", "--entry", entry});
  job.addFile("--script", {layoutBegin, layoutEnd});
  if (options.strip)
    job.addOptions({"--strip-all"});
  if (options.pgoInstrument)  // brings in rt/profile, which does its work around the program's
    job.addOptions({"-u", "__llvm_profile_runtime", "--wrap=startProgram", "--wrap=_ZN5wasmc2rt11exitProcessEi"});
  for (const LinkInput &input : inputs)
    job.addInput(input);
  uint64_t features = neededCpuFeatures(options);
  std::string check = features ? cpuCheck(options.target, features) : "";
  if (features)
    job.addInput({LinkInput::Kind::Object, check, ""});
  job.addInput({LinkInput::Kind::Archive, runtimeArchive(options.target), ""});
  return job.run();
}

}  // namespace wasmc
