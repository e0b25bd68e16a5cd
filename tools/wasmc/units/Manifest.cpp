#include "tools/wasmc/units/Manifest.h"

#include "codegen/OptionsJson.h"
#include "tools/wasmc/PolicyOptions.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Config/llvm-config.h>
#include <llvm/Support/BLAKE3.h>
#include <llvm/Support/FormatVariadic.h>

namespace wasmc {

namespace json = llvm::json;

static std::string textOf(const UnitKey &key) { return llvm::toHex(key, /*LowerCase=*/true); }

static bool mapHash(json::ObjectMapper &object, UnitKey &key, json::Path path) {
  std::string text, bytes;
  if (!object.map("hash", text))
    return false;
  if (!llvm::tryGetFromHex(text, bytes) || bytes.size() != key.size()) {
    path.field("hash").report("expected 64 hexadecimal digits");
    return false;
  }
  std::ranges::copy(bytes, key.begin());
  return true;
}

static bool fromJSON(const json::Value &value, ModelKind &model, json::Path path) {
  auto text = value.getAsString();
  auto found = modelKinds.find(text.value_or("").str());
  if (found == modelKinds.end()) {
    path.report("expected \"program\" or \"library\"");
    return false;
  }
  model = found->second;
  return true;
}

static bool fromJSON(const json::Value &value, Manifest::ModuleFile &module, json::Path path) {
  json::ObjectMapper object(value, path);
  return object && object.map("name", module.name) && object.map("importName", module.importName) &&
         mapHash(object, module.key, path);
}

static bool fromJSON(const json::Value &value, Manifest::Unit &unit, json::Path path) {
  json::ObjectMapper object(value, path);
  return object && mapHash(object, unit.key, path);  // the rest is for build systems
}

static bool fromJSON(const json::Value &value, Manifest &manifest, json::Path path) {
  json::ObjectMapper object(value, path);
  return object && object.map("model", manifest.model) && object.map("code", manifest.code) &&
         object.map("policy", manifest.policyWords) && object.map("modules", manifest.modules) &&
         object.map("units", manifest.units);
}

namespace {

constexpr const char *checksumKey = "checksum";
constexpr size_t digits = 16;  // of a hash, in a file's name

// Of a document without its checksum: LLVM prints the members of objects in the order of their names.
std::string checksum(const json::Object &document) {
  return llvm::toHex(
      llvm::BLAKE3::hash(llvm::arrayRefFromStringRef(llvm::formatv("{0}", json::Value(json::Object(document))).str())),
      /*LowerCase=*/true);
}

json::Object describeVersion() { return json::Object{{"wasmc", WASMC_VERSION}, {"llvm", LLVM_VERSION_STRING}}; }

json::Array describeModules(const Manifest &manifest) {
  json::Array modules;
  for (const Manifest::ModuleFile &module : manifest.modules)
    modules.push_back(json::Object{{"name", module.name},
                                   {"importName", module.importName},
                                   {"hash", textOf(module.key)},
                                   {"file", fileName(module.key, moduleEnding)}});
  return modules;
}

// Commands are to be run in the folder: with wasmc; or with wasmc up to optimised bitcode, and clang from there.
json::Object describeUnit(const Manifest::Unit &unit, TargetCpu target) {
  std::string file = fileName(unit.key, unitEnding), bitcode = fileName(unit.key, bitcodeEnding),
              object = fileName(unit.key, objectEnding);
  std::vector<std::string> clang = clangOptions(target, unit.level);
  clang.insert(clang.begin(), "clang");
  clang.insert(clang.end(), {"-x", "ir", "-c", bitcode, "-o", object});
  return json::Object{{"hash", textOf(unit.key)},
                      {"unit", file},
                      {"bitcode", bitcode},
                      {"object", object},
                      {"compile", json::Array{"wasmc", "-c", file, "-o", object}},
                      {"optimize", json::Array{"wasmc", "--emit=llvm-bc", file, "-o", bitcode}},
                      {"generate", json::Array(clang)}};
}

bool isUtf8(const Manifest &manifest) {
  return std::ranges::all_of(manifest.policyWords, [](const std::string &word) { return json::isUTF8(word); }) &&
         std::ranges::all_of(manifest.modules, [](const Manifest::ModuleFile &module) {
           return json::isUTF8(module.name) && json::isUTF8(module.importName);
         });
}

std::string objectionTo(const json::Object &document) {
  for (const auto &[key, ours] : describeVersion())
    if (auto theirs = document.getString(key); !theirs || *theirs != *ours.getAsString())
      return fmt::format("it is from {} {}, this is {}: emit the units again", key.str(), theirs.value_or("?").str(),
                         ours.getAsString()->str());
  return "";
}

}  // namespace

UnitKey hashOf(std::string_view contents) { return llvm::BLAKE3::hash<sizeof(UnitKey)>(llvm::arrayRefFromStringRef(contents)); }

std::string fileName(const UnitKey &key, std::string_view ending) {
  return llvm::toHex(key, /*LowerCase=*/true).substr(0, digits) + std::string(ending);
}

bool isFileName(std::string_view name) {
  size_t hash = std::min(name.find_first_not_of("0123456789abcdef"), name.size());
  std::array endings = {moduleEnding, unitEnding, bitcodeEnding, objectEnding};
  return hash == digits && std::ranges::find(endings, name.substr(hash)) != endings.end();
}

std::expected<std::string, std::string> printManifest(const Manifest &manifest) {
  if (!isUtf8(manifest))
    return std::unexpected("names of files and words of the policy must be UTF-8 here");
  json::Object document = describeVersion();
  const auto *model = std::ranges::find(modelKinds, manifest.model, [](const auto &entry) { return entry.second; }).operator->();
  document["model"] = model->first;
  document["code"] = toJSON(manifest.code);
  document["policy"] = json::Array(manifest.policyWords);
  document["modules"] = describeModules(manifest);
  json::Array units;
  for (const Manifest::Unit &unit : manifest.units)
    units.push_back(describeUnit(unit, manifest.code.target));
  document["units"] = std::move(units);
  document[checksumKey] = checksum(document);
  return llvm::formatv("{0:2}\n", json::Value(std::move(document))).str();
}

std::expected<Manifest, std::string> parseManifest(std::string_view text) {
  auto value = json::parse(text);
  if (!value)
    return std::unexpected("it is damaged: " + llvm::toString(value.takeError()));
  json::Object *document = value->getAsObject();
  if (!document)
    return std::unexpected("it is damaged: not an object");
  if (std::string objection = objectionTo(*document); !objection.empty())
    return std::unexpected(objection);
  std::string expected = document->getString(checksumKey).value_or("").str();
  document->erase(checksumKey);
  if (checksum(*document) != expected)
    return std::unexpected("it is damaged: the checksum does not fit");
  Manifest manifest;
  json::Path::Root root("manifest");
  if (!fromJSON(*value, manifest, root))
    return std::unexpected("it is damaged: " + llvm::toString(root.getError()));
  if (manifest.modules.empty() || manifest.units.empty())
    return std::unexpected("it is damaged: it has no module, or no unit");
  if (std::string objection = objectionToPolicy(manifest.policyWords); !objection.empty())
    return std::unexpected("it is damaged: " + objection);
  return manifest;
}

}  // namespace wasmc
