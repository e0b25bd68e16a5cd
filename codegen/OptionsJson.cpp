#include "codegen/OptionsJson.h"

#include "codegen/Codegen.h"

#include <algorithm>
#include <iterator>

namespace wasmc {
namespace {

namespace json = llvm::json;

// In the order of the enumerators.
constexpr const char *targetNames[] = {"x86_64-linux", "aarch64-linux"};
constexpr const char *levelNames[] = {"0", "1", "2", "3", "s", "z"};
constexpr const char *boundsNames[] = {"guard", "explicit"};

template <typename Enum, size_t count> json::Value nameOf(const char *const (&names)[count], Enum value) {
  return names[static_cast<size_t>(value)];
}

template <typename Enum, size_t count>
bool mapName(json::ObjectMapper &object, llvm::StringLiteral key, const char *const (&names)[count], Enum &result,
             json::Path path) {
  std::string text;
  if (!object.map(key, text))
    return false;
  const auto *found = std::ranges::find(names, text);
  if (found == std::end(names)) {
    path.field(key).report("unknown name");
    return false;
  }
  result = static_cast<Enum>(found - std::begin(names));
  return true;
}

json::Array unusedTechniques(const Techniques &techniques) {
  json::Array names;
#define WASMC_TECHNIQUE(name, option, description) \
  if (!techniques.name)                            \
    names.push_back(#name);
#include "codegen/Techniques.def"
#undef WASMC_TECHNIQUE
  return names;
}

bool turnOff(const std::vector<std::string> &names, Techniques &techniques, json::Path path) {
  for (size_t i = 0; i < names.size(); ++i) {
    bool *technique = nullptr;
#define WASMC_TECHNIQUE(name, option, description) \
  if (names[i] == #name)                           \
    technique = &techniques.name;
#include "codegen/Techniques.def"
#undef WASMC_TECHNIQUE
    if (!technique) {
      path.index(static_cast<unsigned>(i)).report("unknown name");
      return false;
    }
    *technique = false;
  }
  return true;
}

}  // namespace

json::Value toJSON(const CodegenOptions &options) {
  return json::Object{{"target", nameOf(targetNames, options.target)},
                      {"cpu", options.cpu},
                      {"level", nameOf(levelNames, options.level)},
                      {"bounds", nameOf(boundsNames, options.bounds)},
                      {"strip", options.strip},
                      {"dropDeadLoads", options.dropDeadLoads},
                      {"countFuel", options.countFuel},
                      {"pgoInstrument", options.pgoInstrument},
                      {"deterministic", options.deterministic},
                      {"without", unusedTechniques(options.techniques)}};
}

bool fromJSON(const json::Value &value, CodegenOptions &options, json::Path path) {
  json::ObjectMapper object(value, path);
  std::vector<std::string> unused;
  bool isRead = object && mapName(object, "target", targetNames, options.target, path) && object.map("cpu", options.cpu) &&
                mapName(object, "level", levelNames, options.level, path) &&
                mapName(object, "bounds", boundsNames, options.bounds, path) && object.map("strip", options.strip) &&
                object.map("dropDeadLoads", options.dropDeadLoads) && object.map("countFuel", options.countFuel) &&
                object.map("pgoInstrument", options.pgoInstrument) && object.map("deterministic", options.deterministic) &&
                object.map("without", unused) && turnOff(unused, options.techniques, path.field("without"));
  if (!isRead)
    return false;
  bool isCpu = options.cpu.empty() || checkCpu(options.target, options.cpu).empty();
  if (!isCpu)
    path.field("cpu").report("no such CPU");
  return isCpu;
}

}  // namespace wasmc
