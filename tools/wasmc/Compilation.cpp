#include "tools/wasmc/Compilation.h"

#include "codegen/Codegen.h"
#include "codegen/CompileObserver.h"
#include "frontend/text/Printer.h"
#include "tools/wasmc/Diagnostics.h"
#include "tools/wasmc/Executable.h"
#include "tools/wasmc/Library.h"
#include "tools/wasmc/OutputKinds.h"

#include <algorithm>
#include <fmt/format.h>

namespace wasmc {
namespace {

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

// Of a library the compiled object is whole.
std::expected<std::string, std::string> contentsOf(EmitKind kind, const LoadedProgram &program, const CompiledProgram &compiled,
                                                   const Options &options) {
  std::span<const uint8_t> binary = program.sources.back().binary();
  switch (kind) {
  case EmitKind::Executable: return makeExecutable(compiled.object, program, options);
  case EmitKind::Object: return options.isLibrary ? makeLibraryObject(compiled.object, program, options) : compiled.object;
  case EmitKind::StaticLibrary: return makeStaticLibrary(compiled.object, program, options);
  case EmitKind::Shared: return makeSharedLibrary(compiled.object, program, options);
  case EmitKind::Header: return makeLibraryHeader(program, options);
  case EmitKind::Assembly:
  case EmitKind::LlvmIr:
  case EmitKind::LlvmBitcode: return codeOf(kind, compiled);
  case EmitKind::Units: break;  // files of their own (units/)
  case EmitKind::Wasm: return std::string(binary.begin(), binary.end());
  case EmitKind::Wat: return textOf(program.input.modules.back().module);
  }
  return "";
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

}  // namespace

CodegenOutputs neededOutputs(const Options &options) {
  auto wants = [&](EmitKind kind) { return std::ranges::find(options.emit, kind) != options.emit.end(); };
  return {.object =
              wants(EmitKind::Object) || wants(EmitKind::Executable) || wants(EmitKind::StaticLibrary) || wants(EmitKind::Shared),
          .assembly = wants(EmitKind::Assembly),
          .llvmIr = wants(EmitKind::LlvmIr),
          .llvmBitcode = wants(EmitKind::LlvmBitcode)};
}

const std::string &codeOf(EmitKind kind, const CompiledProgram &compiled) {
  switch (kind) {
  case EmitKind::Assembly: return compiled.assembly;
  case EmitKind::LlvmIr: return compiled.llvmIr;
  case EmitKind::LlvmBitcode: return compiled.llvmBitcode;
  default: return compiled.object;
  }
}

bool decode(const Options &options, LoadedProgram &program) {
  PhaseTimer timer(options.codegen.observer, Phase::Read);
  if (!program.decode(options.features))
    return false;
  if (options.verbose)
    for (const InputModule &input : program.input.modules)
      describe(input, options.codegen.bounds);
  return true;
}

void reportError(const LoadedProgram &program, const ModuleError &error) {
  reportError(program.place(error.module, error.diagnostic.offset), error.diagnostic.message);
}

std::optional<Outputs> makeOutputs(const Options &options, const LoadedProgram &program, CompiledProgram compiled) {
  PhaseTimer timer(options.codegen.observer, Phase::Link);
  if (options.isLibrary && !compiled.object.empty()) {
    auto library = makeLibrary(compiled.object, program, options);
    if (!library) {
      reportError(options.inputs[0], library.error());
      return std::nullopt;
    }
    compiled.object = *std::move(library);
  }
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

std::optional<Outputs> compile(const Options &options, LoadedProgram &program) {
  if (!decode(options, program))
    return std::nullopt;
  if (std::ranges::none_of(options.emit, needsCompiling)) {
    if (auto valid = validateFunctions(program.input.modules.back().module, options.threads); !valid) {
      reportError(program, {program.sources.size() - 1, valid.error()});
      return std::nullopt;
    }
    return makeOutputs(options, program, {});
  }
  auto compiled = options.model == ModelKind::Library
                      ? compileLibrary({program.input.modules}, options.codegen, neededOutputs(options))
                      : compileProgram(program.input, options.codegen, neededOutputs(options));
  if (!compiled) {
    reportError(program, compiled.error());
    return std::nullopt;
  }
  if (!compiled->profileWarning.empty())
    reportWarning(options.profilePath, compiled->profileWarning);
  if (options.stats)
    printStatistics(*compiled, program);
  return makeOutputs(options, program, *std::move(compiled));
}

}  // namespace wasmc
