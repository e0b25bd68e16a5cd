#include "tools/wasmc/Inspect.h"

#include "frontend/ExternTypes.h"
#include "frontend/Reader.h"

#include <fmt/format.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/SHA256.h>

namespace wasmc {
namespace {

namespace json = llvm::json;  // whose values borrow a StringRef, and own a std::string

// Whether the module is valid with these features, whatever it is otherwise.
bool isValid(std::span<const uint8_t> bytes, FeatureSet features, unsigned threads) {
  Result<Module> module = decodeModule(bytes, features);
  return module && validateFunctions(*module, threads);
}

// A feature is needed if the module is invalid without it: validation is the only place that knows where each one matters.
json::Array neededFeatures(std::span<const uint8_t> bytes, FeatureSet all, unsigned threads) {
  json::Array needed;
  for (size_t i = static_cast<size_t>(Feature::Core) + 1; i < static_cast<size_t>(Feature::Count_); ++i) {
    auto feature = static_cast<Feature>(i);
    FeatureSet without = all;
    without.set(feature, false);
    if (!isValid(bytes, without, threads))
      needed.push_back(std::string(featureName(feature)));
  }
  return needed;
}

json::Array describeImports(const Module &module) {
  json::Array imports;
  for (const Import &import : module.imports)
    imports.push_back(json::Object{{"module", std::string(import.module)},
                                   {"name", std::string(import.name)},
                                   {"type", describeExtern(module, import.kind, import.index)}});
  return imports;
}

json::Array describeExports(const Module &module) {
  json::Array exports;
  for (const Export &entry : module.exports)
    exports.push_back(json::Object{{"name", std::string(entry.name)}, {"type", describeExtern(module, entry.kind, entry.index)}});
  return exports;
}

template <typename Entity> json::Array describeTypes(const std::vector<Entity> &entities) {
  json::Array types;
  for (const Entity &entity : entities)
    types.push_back(json::Object{{"type", toString(entity.type)}, {"imported", entity.import.has_value()}});
  return types;
}

json::Array wasiCalls(const Module &module) {
  json::Array calls;
  for (const Import &import : module.imports)
    if (import.module == "wasi_snapshot_preview1" || import.module == "wasi_unstable")
      calls.push_back(std::string(import.name));
  return calls;
}

json::Array describeCustoms(const Module &module) {
  json::Array sections;
  for (const CustomSection &section : module.customs)
    sections.push_back(json::Object{{"name", std::string(section.name)}, {"size", section.content.bytes.size()}});
  return sections;
}

// Tool conventions, ProducersSection.md. What can't be read ends it: a malformed section has been warned of.
json::Array describeProducers(const Module &module) {
  json::Array producers;
  for (const CustomSection &section : module.customs) {
    if (section.name != "producers")
      continue;
    Reader reader(section.content.bytes, section.content.offset);
    uint32_t fields = reader.count();
    for (uint32_t i = 0; i < fields && reader.ok(); ++i) {
      std::string_view field = reader.name();
      uint32_t count = reader.count();
      json::Array values;
      for (uint32_t j = 0; j < count && reader.ok(); ++j) {
        std::string_view name = reader.name(), version = reader.name();
        values.push_back(version.empty() ? std::string(name) : fmt::format("{} {}", name, version));
      }
      if (reader.ok())
        producers.push_back(json::Object{{"field", std::string(field)}, {"values", std::move(values)}});
    }
  }
  return producers;
}

}  // namespace

Result<json::Object> describeModule(const LoadedProgram &program, unsigned threads) {
  const ModuleSource &source = program.sources[0];
  const Module &module = program.input.modules[0].module;
  if (auto valid = validateFunctions(module, threads); !valid)
    return std::unexpected(valid.error());
  llvm::StringRef contents = source.fileContents();
  json::Object document{{"kind", source.assembled ? "module (text)" : "module (binary)"},
                        {"size", contents.size()},
                        {"sha256", llvm::toHex(llvm::SHA256::hash(llvm::arrayRefFromStringRef(contents)), true)},
                        {"features", neededFeatures(source.binary(), module.features, threads)},
                        {"imports", describeImports(module)},
                        {"exports", describeExports(module)},
                        {"memories", describeTypes(module.memories)},
                        {"tables", describeTypes(module.tables)},
                        {"wasiCalls", wasiCalls(module)},
                        {"customSections", describeCustoms(module)},
                        {"producers", describeProducers(module)}};
  if (!module.name.empty())
    document["name"] = std::string(module.name);
  if (module.start)
    document["start"] = *module.start;
  return document;
}

}  // namespace wasmc
