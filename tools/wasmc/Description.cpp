#include "tools/wasmc/Description.h"

#include "codegen/CpuFeatures.h"

#include <filesystem>
#include <fmt/format.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Config/llvm-config.h>
#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/SHA256.h>

namespace wasmc {
namespace {

namespace json = llvm::json;

const char *nameOf(OptLevel level) {
  switch (level) {
  case OptLevel::O0: return "0";
  case OptLevel::O1: return "1";
  case OptLevel::O2: return "2";
  case OptLevel::O3: return "3";
  case OptLevel::Os: return "s";
  case OptLevel::Oz: return "z";
  }
  return "";
}

std::string sha256(llvm::StringRef contents) {
  return llvm::toHex(llvm::SHA256::hash(llvm::arrayRefFromStringRef(contents)), /*LowerCase=*/true);
}

json::Object describeCode(const CodegenOptions &options) {
  json::Object code{{"target", options.target == TargetCpu::AArch64 ? "aarch64-linux" : "x86_64-linux"},
                    {"cpu", options.cpu.empty() ? "baseline" : options.cpu},
                    {"optimization", nameOf(options.level)},
                    {"bounds", options.bounds == BoundsMode::Guard ? "guard" : "explicit"},
                    {"deterministic", options.deterministic},
                    {"countsFuel", options.countFuel},
                    {"strip", options.strip}};
  if (uint64_t features = neededCpuFeatures(options))
    code["cpuFeatures"] = json::Array(cpuFeatureNames(options.target, features));
  if (options.pgoInstrument)
    code["instrumented"] = true;
  if (!options.profile.empty())
    code["profileSha256"] = sha256(options.profile);
  return code;
}

// By file name, not path: the same module makes the same executable wherever it lies.
json::Array describeModules(const LoadedProgram &program) {
  json::Array modules;
  for (size_t m = 0; m < program.sources.size(); ++m) {
    const ModuleSource &source = program.sources[m];
    json::Object module{{"file", printable(std::filesystem::path(source.path).filename().string())},
                        {"sha256", sha256(source.fileContents())}};
    if (const std::string &name = program.input.modules[m].importName; !name.empty())
      module["importedAs"] = printable(name);
    modules.push_back(std::move(module));
  }
  return modules;
}

// An ELF note: sizes, type, owner, contents, each padded to 4 bytes (gABI, "Note Section").
std::string note(std::string_view contents) {
  auto padded = [](std::string text) {
    text.resize((text.size() + 3) & ~size_t{3});
    return text;
  };
  const uint32_t header[] = {static_cast<uint32_t>(noteOwner.size() + 1), static_cast<uint32_t>(contents.size()), noteType};
  std::string result(reinterpret_cast<const char *>(header), sizeof header);
  return result + padded(std::string(noteOwner) + '\0') + padded(std::string(contents));
}

}  // namespace

std::string printable(std::string_view text) { return json::isUTF8(text) ? std::string(text) : json::fixUTF8(text); }

json::Object describeBuild(const LoadedProgram &program, const Options &options) {
  return json::Object{{"compiler", fmt::format("wasmc {}", WASMC_VERSION)},
                      {"llvm", LLVM_VERSION_STRING},
                      {"code", describeCode(options.codegen)},
                      {"modules", describeModules(program)}};
}

std::string makeNote(json::Object description) { return note(llvm::formatv("{0}", json::Value(std::move(description))).str()); }

}  // namespace wasmc
