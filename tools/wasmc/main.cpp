// wasmc: a Wasm module in, a sandboxed native executable out.
#include "codegen/Codegen.h"
#include "frontend/text/Printer.h"
#include "tools/common/OutputFile.h"
#include "tools/wasmc/CommandKey.h"
#include "tools/wasmc/CompileReport.h"
#include "tools/wasmc/Diagnostics.h"
#include "tools/wasmc/Executable.h"
#include "tools/wasmc/Execution.h"
#include "tools/wasmc/Inputs.h"
#include "tools/wasmc/Inspect.h"
#include "tools/wasmc/Library.h"
#include "tools/wasmc/Options.h"
#include "tools/wasmc/cache/UnitStore.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <llvm/Support/FileSystem.h>

namespace wasmc {
namespace {

enum ExitStatus { statusDone = 0, statusRefused = 1, statusUsage = 2 };

const char *extension(EmitKind kind) {
  switch (kind) {
  case EmitKind::Executable: return "";
  case EmitKind::Object: return ".o";
  case EmitKind::Assembly: return ".s";
  case EmitKind::LlvmIr: return ".ll";
  case EmitKind::LlvmBitcode: return ".bc";
  case EmitKind::StaticLibrary: return ".a";
  case EmitKind::Shared: return ".so";
  case EmitKind::Header: return ".h";
  case EmitKind::Wasm: return ".wasm";
  case EmitKind::Wat: return ".wat";
  }
  return "";
}

bool needsCompiling(EmitKind kind) { return kind != EmitKind::Header && kind != EmitKind::Wasm && kind != EmitKind::Wat; }

// OUTPUT itself for one kind; OUTPUT or the input's stem with the kind's ending otherwise.
std::string outputPath(const Options &options, EmitKind kind) {
  if (!options.output.empty() && options.emit.size() == 1)
    return options.output;
  const std::string &input = options.inputs[0];
  std::string stem = !options.output.empty() ? options.output
                     : input == "-"          ? "a.out"
                                             : std::filesystem::path(input).filename().stem().string();
  std::string path = stem + extension(kind);
  return path == input ? path + ".out" : path;
}

int validate(const Options &options) {
  bool ok = true;
  for (const std::string &path : options.inputs) {
    LoadedProgram program;
    if (!program.read(path, "") || !program.decode(options.features)) {
      ok = false;
      continue;
    }
    if (auto done = validateFunctions(program.input.modules[0].module, options.threads); !done) {
      reportError(program.place(0, done.error().offset), done.error().message);
      ok = false;
    }
  }
  return ok ? statusDone : statusRefused;
}

bool readModules(const Options &options, LoadedProgram &program) {
  for (const Preload &preload : options.preloads)
    if (!program.read(preload.path, preload.name))
      return false;
  program.input.policyWords = options.policyWords;
  return program.read(options.inputs[0], "");
}

CodegenOutputs neededOutputs(const Options &options) {
  auto wants = [&](EmitKind kind) { return std::ranges::find(options.emit, kind) != options.emit.end(); };
  return {.object =
              wants(EmitKind::Object) || wants(EmitKind::Executable) || wants(EmitKind::StaticLibrary) || wants(EmitKind::Shared),
          .assembly = wants(EmitKind::Assembly),
          .llvmIr = wants(EmitKind::LlvmIr),
          .llvmBitcode = wants(EmitKind::LlvmBitcode)};
}

std::expected<std::string, std::string> textOf(const Module &module) {
  Result<std::string> printed = text::printModule(module);
  if (!printed)
    return std::unexpected(printed.error().message);
  return *std::move(printed);
}

void describe(const InputModule &input, BoundsMode bounds) {
  fmt::print(stderr, "wasmc: {}: {} functions\n", input.path, input.module.functions.size());
  if (bounds != BoundsMode::Guard)
    return;
  for (size_t i = 0; i < input.module.memories.size(); ++i)
    if (const MemoryType &type = input.module.memories[i].type; !canHaveGuard(type))
      fmt::print(stderr, "wasmc: {}: memory {} ({}) is checked explicitly: guard pages do not bound it\n", input.path, i,
                 toString(type));
}

// `compiled` is empty if no kind needs it; of a library its object is whole.
std::expected<std::string, std::string> contentsOf(EmitKind kind, const LoadedProgram &program, const CompiledProgram &compiled,
                                                   const Options &options) {
  std::span<const uint8_t> binary = program.sources.back().binary();
  switch (kind) {
  case EmitKind::Executable: return makeExecutable(compiled.object, program, options);
  case EmitKind::Object: return options.isLibrary ? makeLibraryObject(compiled.object, program, options) : compiled.object;
  case EmitKind::StaticLibrary: return makeStaticLibrary(compiled.object, program, options);
  case EmitKind::Shared: return makeSharedLibrary(compiled.object, program, options);
  case EmitKind::Header: return makeLibraryHeader(program, options);
  case EmitKind::Assembly: return compiled.assembly;
  case EmitKind::LlvmIr: return compiled.llvmIr;
  case EmitKind::LlvmBitcode: return compiled.llvmBitcode;
  case EmitKind::Wasm: return std::string(binary.begin(), binary.end());
  case EmitKind::Wat: return textOf(program.input.modules.back().module);
  }
  return "";
}

bool isExecutable(EmitKind kind) { return kind == EmitKind::Executable || kind == EmitKind::Shared; }

bool writeOutputs(const Options &options, std::span<const std::string_view> outputs) {
  for (size_t i = 0; i < outputs.size(); ++i) {
    std::string path = outputPath(options, options.emit[i]);
    if (auto done = writeOutput(path, outputs[i], isExecutable(options.emit[i])); !done) {
      reportError(path, done.error());
      return false;
    }
    if (options.verbose)
      fmt::print(stderr, "wasmc: wrote {} ({} bytes)\n", path, outputs[i].size());
  }
  return true;
}

void printStatistics(const CompiledProgram &compiled, const LoadedProgram &program) {
  const CompileStatistics &statistics = compiled.statistics;
  size_t bytes = 0;
  for (const ModuleSource &source : program.sources)
    bytes += source.binary().size();
  fmt::print(stderr, "wasmc: {} bytes of Wasm, {} functions, {} instructions, {} units{}, {} bytes of code and data\n", bytes,
             statistics.functions, statistics.instructions, statistics.units,
             statistics.reducedUnits > 0 ? fmt::format(" ({} at -O0)", statistics.reducedUnits) : "", compiled.object.size());
  for (const LargeFunction &function : statistics.large)
    fmt::print(stderr, "wasmc: function \"{}\" has {} instructions: {}\n", function.name, function.instructions,
               function.isOptimized ? "without the dearest optimisations" : "not optimised");
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

// The module that an output would replace, or null.
const std::string *replacedInput(const Options &options) {
  auto isOutput = [&](const std::string &input) {
    return std::ranges::any_of(options.emit,
                               [&](EmitKind kind) { return llvm::sys::fs::equivalent(outputPath(options, kind), input); });
  };
  for (const Preload &preload : options.preloads)
    if (isOutput(preload.path))
      return &preload.path;
  return isOutput(options.inputs[0]) ? &options.inputs[0] : nullptr;
}

// The contents of all kinds, in the order of options.emit. A warning has been reported if it is not to be missed next time.
struct Outputs {
  std::vector<std::string> contents;
  bool hasWarnings = false;
};

std::optional<Outputs> makeOutputs(const Options &options, const LoadedProgram &program, const CompiledProgram &compiled) {
  Outputs outputs;
  for (EmitKind kind : options.emit) {
    auto contents = contentsOf(kind, program, compiled, options);
    if (!contents) {
      reportError(outputPath(options, kind), contents.error());
      return std::nullopt;
    }
    outputs.contents.push_back(*std::move(contents));
  }
  outputs.hasWarnings = !compiled.profileWarning.empty() || std::ranges::any_of(program.input.modules, [](const InputModule &each) {
    return !each.module.warnings.empty();
  });
  return outputs;
}

// Of modules that have been read. Nothing after reporting what is wrong.
std::optional<Outputs> compile(const Options &options, LoadedProgram &program) {
  {
    PhaseTimer timer(options.codegen.observer, Phase::Read);
    if (!program.decode(options.features))
      return std::nullopt;
  }
  if (options.verbose)
    for (const InputModule &input : program.input.modules)
      describe(input, options.codegen.bounds);
  if (std::ranges::none_of(options.emit, needsCompiling)) {
    if (auto valid = validateFunctions(program.input.modules.back().module, options.threads); !valid) {
      reportError(program.place(program.sources.size() - 1, valid.error().offset), valid.error().message);
      return std::nullopt;
    }
    return makeOutputs(options, program, {});
  }
  auto compiled = options.model == ModelKind::Library
                      ? compileLibrary({program.input.modules}, options.codegen, neededOutputs(options))
                      : compileProgram(program.input, options.codegen, neededOutputs(options));
  if (!compiled) {
    const auto &[module, diagnostic] = compiled.error();
    reportError(program.place(module, diagnostic.offset), diagnostic.message);
    return std::nullopt;
  }
  PhaseTimer timer(options.codegen.observer, Phase::Link);
  if (!compiled->profileWarning.empty())
    reportWarning(options.profilePath, compiled->profileWarning);
  if (options.stats)
    printStatistics(*compiled, program);
  if (options.isLibrary && !compiled->object.empty()) {
    auto library = makeLibrary(compiled->object, program, options);
    if (!library) {
      reportError(options.inputs[0], library.error());
      return std::nullopt;
    }
    compiled->object = *std::move(library);
  }
  return makeOutputs(options, program, *compiled);
}

// What a command asks for, from the cache or made now, in the order of options.emit.
struct Products {
  std::vector<cache::Entry> kept;  // all of them, or none
  std::vector<std::string> made;   // if none is kept
  std::string firstFile;           // the first one in the cache; empty: it is not there

  std::vector<std::string_view> contents() const {
    std::vector<std::string_view> views(made.begin(), made.end());
    for (const cache::Entry &entry : kept)
      views.push_back(entry.contents());
    return views;
  }
};

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
std::expected<Products, int> produce(Options options) {
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

// The same, observed: progress, and --time-report.
std::expected<Products, int> produceAndReport(Options options) {
  CompileReport report;
  options.codegen.observer = &report;
  auto products = produce(options);
  if (products && options.reportsTimes)
    fmt::print(stderr, "{}", report.times());
  return products;
}

int compileToFiles(const Options &options) {
  if (const std::string *input = replacedInput(options)) {
    reportError(*input, "the output would replace this module");
    return statusUsage;
  }
  auto products = produceAndReport(options);
  if (!products)
    return products.error();
  return writeOutputs(options, products->contents()) ? statusDone : statusRefused;
}

int compileAndExecute(int argc, char **argv) {
  auto parsed = parseRunOptions(argc, argv);
  if (int *status = std::get_if<int>(&parsed))
    return *status;
  const auto &[options, arguments] = std::get<RunOptions>(parsed);
  installInternalErrorHandlers();
  auto products = produceAndReport(options);
  if (!products)
    return products.error();
  std::vector<std::string> words = {options.inputs[0]};
  words.insert(words.end(), arguments.begin(), arguments.end());
  reportError(options.inputs[0], execute(products->contents()[0], products->firstFile, words));
  return statusRefused;
}

int runInspect(int argc, char **argv) {
  auto parsed = parseInspectOptions(argc, argv);
  if (int *status = std::get_if<int>(&parsed))
    return *status;
  installInternalErrorHandlers();
  return inspect(std::get<InspectOptions>(parsed));
}

int run(int argc, char **argv) {
  if (argc > 1 && std::string_view(argv[1]) == "inspect")
    return runInspect(argc - 1, argv + 1);
  if (argc > 1 && std::string_view(argv[1]) == "run")
    return compileAndExecute(argc - 1, argv + 1);
  auto parsed = parseOptions(argc, argv);
  if (int *status = std::get_if<int>(&parsed))
    return *status;
  const Options &options = std::get<Options>(parsed);
  installInternalErrorHandlers();
  return options.validateOnly ? validate(options) : compileToFiles(options);
}

}  // namespace
}  // namespace wasmc

int main(int argc, char **argv) { return wasmc::run(argc, argv); }
