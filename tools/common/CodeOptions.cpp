#include "tools/common/CodeOptions.h"

#include "codegen/Codegen.h"
#include "tools/common/Suggestions.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <llvm/TargetParser/Host.h>
#include <llvm/TargetParser/Triple.h>

namespace wasmc {
namespace {

const std::map<std::string, BoundsMode> boundsModes = {{"guard", BoundsMode::Guard}, {"explicit", BoundsMode::Explicit}};
const std::map<char, OptLevel> levels = {{'0', OptLevel::O0}, {'1', OptLevel::O1}, {'2', OptLevel::O2},
                                         {'3', OptLevel::O3}, {'s', OptLevel::Os}, {'z', OptLevel::Oz}};

std::string parseCpu(TargetCpu target, const std::string &name) {
  if (name.empty())
    return "";
  std::string cpu = name;
  if (name == "native") {
    if (target != parseTarget(""))
      throw UsageError{"--cpu=native: the target is not this machine's architecture"};
    cpu = hostCpuName();
  }
  if (std::string objection = checkCpu(target, cpu); !objection.empty())
    throw UsageError{fmt::format("--cpu={}: {}", name, objection)};
  return cpu;
}

}  // namespace

TargetCpu parseTarget(const std::string &name) {
  llvm::Triple triple(name.empty() ? llvm::sys::getProcessTriple() : name);
  bool isLinux =
      name.empty() || triple.isOSLinux() || name.find("linux") != std::string::npos || name.find('-') == std::string::npos;
  if (isLinux && triple.getArch() == llvm::Triple::x86_64)
    return TargetCpu::X86_64;
  if (isLinux && triple.getArch() == llvm::Triple::aarch64)
    return TargetCpu::AArch64;
  throw UsageError{fmt::format("--target: unknown target '{}'; there are x86_64-linux and aarch64-linux", name)};
}

void declareCodeOptions(CLI::App &app, RawCodeOptions &raw, CodegenOptions &options) {
  app.add_option("--target", raw.target, "x86_64-linux or aarch64-linux (this machine)")
      ->type_name("TARGET")
      ->check(suggest("x86_64-linux,aarch64-linux"))
      ->group("Code");
  app.add_option("--cpu", raw.cpu, "CPU to compile for (x86-64-v2; generic on AArch64); native, help")
      ->type_name("NAME")
      ->check(suggest("native,help,generic,x86-64-v2,x86-64-v3,x86-64-v4"))
      ->group("Code");
  app.add_option("-O", raw.level, "optimisation: 0, 1, 2 (the default), 3, s, z; the last one counts")
      ->type_name("LEVEL")
      ->take_last()
      ->check(CLI::IsMember({"0", "1", "2", "3", "s", "z"}))
      ->group("Code");
  app.add_option("--bounds", options.bounds, "memory checks: guard (pages; the default) or explicit (comparisons)")
      ->type_name("MODE")
      ->transform(CLI::CheckedTransformer(boundsModes).description("{guard,explicit}"))
      ->group("Code");
  app.add_flag("--deterministic", options.deterministic, "the same NaNs and relaxed SIMD results on every CPU")->group("Code");
}

void checkCodeOptions(const RawCodeOptions &raw, CodegenOptions &options) {
  options.target = parseTarget(raw.target);
  options.cpu = parseCpu(options.target, raw.cpu);
  options.level = levels.at(raw.level[0]);
}

}  // namespace wasmc
