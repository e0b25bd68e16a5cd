#include "tools/wasmc/Executable.h"

#include "tools/common/DataObject.h"
#include "tools/common/OutputFile.h"
#include "tools/common/SystemCallFilter.h"
#include "tools/wasmc/PolicyOptions.h"

#include <filesystem>
#include <fmt/format.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Config/llvm-config.h>
#include <llvm/Support/JSON.h>
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

// A string that JSON can hold, whatever bytes the user's were.
std::string printable(std::string_view text) { return json::isUTF8(text) ? std::string(text) : json::fixUTF8(text); }

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

json::Array describeCalls(const SystemCallFilter &filter) {
  json::Array calls;
  for (const PermittedCall &call : filter.calls) {
    json::Object entry{{"name", call.name}};
    if (!call.condition.empty())
      entry["only"] = call.condition;
    calls.push_back(std::move(entry));
  }
  return calls;
}

// What the executable asks the kernel for (rt/sandbox/KernelSandbox.cpp).
json::Array describeWalls(const SystemCallFilter &filter) {
  json::Array walls{"no_new_privs", "seccomp"};
  if (filter.opensFiles)
    walls.push_back("Landlock");
  if (filter.changesMappings) {
    walls.push_back("MDWE");
    walls.push_back("mseal");
  }
  return walls;
}

// An ELF note: sizes, type, owner, contents, each padded to 4 bytes (gABI, "Note Section").
std::string makeNote(std::string_view contents) {
  auto padded = [](std::string text) {
    text.resize((text.size() + 3) & ~size_t{3});
    return text;
  };
  const uint32_t header[] = {static_cast<uint32_t>(noteOwner.size() + 1), static_cast<uint32_t>(contents.size()), noteType};
  std::string note(reinterpret_cast<const char *>(header), sizeof header);
  return note + padded(std::string(noteOwner) + '\0') + padded(std::string(contents));
}

std::string describe(const LoadedProgram &program, const Options &options, const SystemCallFilter &filter) {
  json::Object description{{"compiler", fmt::format("wasmc {}", WASMC_VERSION)},
                           {"llvm", LLVM_VERSION_STRING},
                           {"code", describeCode(options.codegen)},
                           {"modules", describeModules(program)},
                           {"systemCalls", describeCalls(filter)},
                           {"walls", describeWalls(filter)}};
  json::Array policy;
  for (const std::string &word : options.policyWords)
    policy.push_back(printable(word));
  description["policy"] = std::move(policy);
  return llvm::formatv("{0}", json::Value(std::move(description))).str();
}

}  // namespace

std::expected<std::string, std::string> makeExecutable(const std::string &object, const LoadedProgram &program,
                                                       const Options &options) {
  std::vector<LinkInput> inputs{{LinkInput::Kind::Object, object, ""}};
  std::vector<std::string> extra;
  for (const std::string &path : options.linkedObjects) {
    auto contents = readFile(path);
    if (!contents)
      return std::unexpected(fmt::format("{}: {}", path, contents.error()));
    extra.push_back(*contents);
  }
  for (const std::string &contents : extra)
    inputs.push_back({LinkInput::Kind::Object, contents, ""});
  auto filter = computeFilter(inputs, options.codegen, mayGrantDirectories(options.policyWords));
  if (!filter)
    return std::unexpected(filter.error());
  using enum DataSection::Kind;
  std::string walls =
      makeDataObject(options.codegen.target, {{".data.wasmc_filter", Variable, filter->data, "wasmc_filter"},
                                              {std::string(noteSection), Note, makeNote(describe(program, options, *filter)), ""}});
  inputs.push_back({LinkInput::Kind::Object, walls, ""});
  return linkExecutable(inputs, options.codegen);
}

}  // namespace wasmc
