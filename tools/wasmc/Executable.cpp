#include "tools/wasmc/Executable.h"

#include "tools/common/DataObject.h"
#include "tools/common/OutputFile.h"
#include "tools/common/SystemCallFilter.h"
#include "tools/wasmc/Description.h"
#include "tools/wasmc/PolicyOptions.h"

#include <fmt/format.h>

namespace wasmc {
namespace {

namespace json = llvm::json;

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

std::string describe(const LoadedProgram &program, const Options &options, const SystemCallFilter &filter) {
  json::Object description = describeBuild(program, options);
  description["systemCalls"] = describeCalls(filter);
  description["walls"] = describeWalls(filter);
  json::Array policy;
  for (const std::string &word : options.policyWords)
    policy.push_back(printable(word));
  description["policy"] = std::move(policy);
  return makeNote(std::move(description));
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
  std::string walls = makeDataObject(options.codegen.target, {{".data.wasmc_filter", Variable, filter->data, "wasmc_filter"},
                                                              {noteSection, Note, describe(program, options, *filter), ""}});
  inputs.push_back({LinkInput::Kind::Object, walls, ""});
  return linkExecutable(inputs, options.codegen);
}

}  // namespace wasmc
