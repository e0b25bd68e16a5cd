#include "tools/wasmc/Products.h"

#include "codegen/Codegen.h"
#include "tools/common/OutputFile.h"
#include "tools/wasmc/CommandKey.h"
#include "tools/wasmc/Compilation.h"
#include "tools/wasmc/CompileReport.h"
#include "tools/wasmc/Diagnostics.h"
#include "tools/wasmc/OutputKinds.h"
#include "tools/wasmc/cache/UnitStore.h"
#include "tools/wasmc/units/UnitFolder.h"

#include <algorithm>
#include <fmt/format.h>

namespace wasmc {
namespace {

bool readModules(const Options &options, LoadedProgram &program) {
  for (const Preload &preload : options.preloads)
    if (!program.read(preload.path, preload.name))
      return false;
  program.input.policyWords = options.policyWords;
  return program.read(options.inputs[0], "");
}

bool loadProfile(Options &options) {
  if (options.profilePath.empty())
    return true;
  auto contents = readFile(options.profilePath);
  std::string objection = contents ? checkProfile(*contents) : contents.error();
  if (!objection.empty()) {
    reportError(options.profilePath, objection);
    return false;
  }
  options.codegen.profile = *std::move(contents);
  return true;
}

std::vector<cache::Entry> findAll(const cache::Store &store, std::span<const cache::Key> keys) {
  std::vector<cache::Entry> entries;
  for (const cache::Key &key : keys) {
    auto entry = store.find(key);
    if (!entry)
      return {};
    entries.push_back(*std::move(entry));
  }
  return entries;
}

Products lookUpOrCompile(Options options, LoadedProgram &program, const cache::Cache &cache) {
  std::vector<cache::Key> keys = outputKeys(options, program, cache.compiler);
  Products products;
  products.kept = findAll(cache.store, keys);
  bool isHit = !products.kept.empty();
  if (options.verbose)
    fmt::print(stderr, "wasmc: cache: {}\n", isHit ? "hit" : "miss");
  if (isHit && options.stats)
    fmt::print(stderr, "wasmc: nothing was compiled: all outputs were in the cache (--no-cache compiles)\n");
  if (isHit) {
    products.firstFile = products.kept[0].path();
    return products;
  }
  cache::UnitStore units(cache);
  options.codegen.cache = &units;
  std::optional<Outputs> outputs = compile(options, program);
  if (!outputs)
    return products;
  if (options.verbose)
    fmt::print(stderr, "wasmc: cache: {} of {} units\n", units.found(), units.asked());
  for (size_t i = 0; i < keys.size() && !outputs->hasWarnings; ++i) {
    std::string file = cache.store.add(keys[i], outputs->contents[i], isExecutable(options.emit[i]));
    if (i == 0)
      products.firstFile = std::move(file);
  }
  products.made = std::move(outputs->contents);
  return products;
}

// The products, or the status to exit with.
std::expected<Products, int> produceUnobserved(Options options) {
  switch (inputKind(options.inputs[0])) {
  case InputKind::Folder: return linkUnits(std::move(options));
  case InputKind::Unit: return compileUnit(options);
  case InputKind::Module: break;
  }
  auto cache = cache::open(options.cache);
  if (!cache) {
    fmt::print(stderr, "wasmc: error: {}\n", cache.error());
    return std::unexpected(statusUsage);
  }
  LoadedProgram program;
  {
    PhaseTimer timer(options.codegen.observer, Phase::Read);
    if (!readModules(options, program) || !loadProfile(options))
      return std::unexpected(statusRefused);
  }
  if (options.emit[0] == EmitKind::Units)
    return emitUnits(options, program) ? std::expected<Products, int>(Products{}) : std::unexpected(statusRefused);
  // What is quickly made is not worth keeping; objects that tests link in are not part of the key.
  if (!*cache || !options.linkedObjects.empty() || std::ranges::none_of(options.emit, needsCompiling)) {
    std::optional<Outputs> outputs = compile(options, program);
    if (!outputs)
      return std::unexpected(statusRefused);
    return Products{.made = std::move(outputs->contents)};
  }
  Products products = lookUpOrCompile(options, program, **cache);
  if (products.contents().empty())
    return std::unexpected(statusRefused);
  return products;
}

}  // namespace

std::expected<Products, int> produce(Options options) {
  CompileReport report;
  options.codegen.observer = &report;
  auto products = produceUnobserved(std::move(options));
  if (products && options.reportsTimes)
    fmt::print(stderr, "{}", report.times());
  return products;
}

}  // namespace wasmc
