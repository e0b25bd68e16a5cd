#include "tools/common/OutputFile.h"
#include "tools/wasmc/Compilation.h"
#include "tools/wasmc/Diagnostics.h"
#include "tools/wasmc/OutputKinds.h"
#include "tools/wasmc/units/Manifest.h"
#include "tools/wasmc/units/UnitFolder.h"

#include <array>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>

namespace wasmc {
namespace {

namespace fs = std::filesystem;

std::unexpected<int> misused(const Options &options, const std::string &message) {
  fmt::print(stderr, "wasmc: error: {}: {}\n", options.inputs[0], message);
  return std::unexpected<int>(statusUsage);
}

std::expected<Manifest, int> readManifest(const fs::path &folder) {
  auto text = readFile((folder / manifestName).string());
  if (!text)
    return refused(folder / manifestName, text.error());
  auto manifest = parseManifest(*text);
  if (!manifest)
    return refused(folder / manifestName, manifest.error());
  return *std::move(manifest);
}

// The modules' copies, as if they were what was compiled.
std::expected<void, int> readModules(const fs::path &folder, const Manifest &manifest, LoadedProgram &program) {
  for (const Manifest::ModuleFile &module : manifest.modules) {
    fs::path file = folder / fileName(module.key, moduleEnding);
    if (!program.read(file.string(), module.importName))
      return std::unexpected(statusRefused);
    if (hashOf(program.sources.back().fileContents()) != module.key)
      return refused(file, "it is damaged: its hash is not the manifest's");
    program.sources.back().path = program.input.modules.back().path = module.name;
  }
  program.input.policyWords = manifest.policyWords;
  if (!program.decode(FeatureSet::all()))
    return std::unexpected(statusRefused);
  return {};
}

std::expected<std::string, int> joinObjects(const fs::path &folder, const Manifest &manifest) {
  std::vector<SeparateObject> objects;
  auto fileOf = [&](size_t unit) { return folder / fileName(manifest.units[unit].key, objectEnding); };
  for (size_t i = 0; i < manifest.units.size(); ++i) {
    auto contents = readFile(fileOf(i).string());
    if (!contents)
      return refused(fileOf(i), fmt::format("{}; {} says how to compile it", contents.error(), manifestName));
    objects.push_back({manifest.units[i].key, *std::move(contents)});
  }
  auto joined = joinSeparateObjects(std::move(objects), manifest.code);
  if (!joined)
    return refused(joined.error().object < manifest.units.size() ? fileOf(joined.error().object) : folder, joined.error().message);
  return *std::move(joined);
}

bool isMadeOfObjects(const Options &options, ModelKind model) {
  return std::ranges::all_of(options.emit, [&](EmitKind kind) {
    if (kind == EmitKind::Object)
      return true;
    if (model == ModelKind::Program)
      return kind == EmitKind::Executable;
    return kind == EmitKind::StaticLibrary || kind == EmitKind::Shared || kind == EmitKind::Header;
  });
}

}  // namespace

InputKind inputKind(const std::string &path) {
  std::error_code error;
  if (fs::is_directory(path, error))
    return InputKind::Folder;
  std::ifstream file(path, std::ios::binary);
  std::array<char, 4> begin{};
  bool isUnit = path != "-" && fs::is_regular_file(path, error) && file.read(begin.data(), begin.size()) &&
                isSeparateUnit({begin.data(), begin.size()});
  return isUnit ? InputKind::Unit : InputKind::Module;
}

std::expected<Products, int> linkUnits(Options options) {
  if (!options.codeOption.empty())
    return misused(options, fmt::format("{} does not go with units of code: their manifest has the options", options.codeOption));
  fs::path folder = options.inputs[0];
  auto manifest = readManifest(folder);
  if (!manifest)
    return std::unexpected(manifest.error());
  if (!isMadeOfObjects(options, manifest->model))
    return misused(options, manifest->model == ModelKind::Library
                                ? "these units make a library: --emit=static-lib, shared, header or obj"
                                : "these units make a program: --emit=exe or obj");
  options.model = manifest->model;
  options.policyWords = manifest->policyWords;
  CompileObserver *observer = options.codegen.observer;
  options.codegen = manifest->code;
  options.codegen.observer = observer;
  options.codegen.threads = options.threads;
  LoadedProgram program;
  if (auto done = readModules(folder, *manifest, program); !done)
    return std::unexpected(done.error());
  CompiledProgram compiled;
  auto object = joinObjects(folder, *manifest);
  if (!object)
    return std::unexpected(object.error());
  compiled.object = *std::move(object);
  std::optional<Outputs> outputs = makeOutputs(options, program, std::move(compiled));
  if (!outputs)
    return std::unexpected(statusRefused);
  return Products{.made = std::move(outputs->contents)};
}

std::expected<Products, int> compileUnit(const Options &options) {
  if (!options.codeOption.empty())
    return misused(options, fmt::format("{} does not go with a unit of code, which has its options", options.codeOption));
  if (std::ranges::any_of(options.emit, [](EmitKind kind) { return !isOfCode(kind); }))
    return misused(options, "a unit of code becomes obj, asm, llvm-ir or llvm-bc; its folder makes what is whole");
  auto file = readFile(options.inputs[0]);
  if (!file)
    return refused(options.inputs[0], file.error());
  auto compiled = compileSeparateUnit(*file, neededOutputs(options), options.codegen.observer);
  if (!compiled)
    return refused(options.inputs[0], compiled.error());
  Products products;
  for (EmitKind kind : options.emit)
    products.made.push_back(codeOf(kind, *compiled));
  return products;
}

}  // namespace wasmc
