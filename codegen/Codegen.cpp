// The steps of a compilation.
#include "codegen/Codegen.h"

#include "codegen/CompileObserver.h"
#include "codegen/analysis/ExceptionUse.h"
#include "codegen/analysis/LastPage.h"
#include "codegen/instance/LibraryEmitter.h"
#include "codegen/instance/ProgramEmitter.h"
#include "codegen/units/Units.h"

#include <algorithm>
#include <llvm/ADT/STLExtras.h>

namespace wasmc {
namespace {

// Every body: what is wrong with a module is known before anything is emitted.
std::expected<std::vector<BodyFacts>, ModuleError> checkModules(const std::vector<InputModule> &modules,
                                                                const CodegenOptions &options) {
  PhaseTimer timer(options.observer, Phase::Validate);
  std::vector<BodyFacts> facts;
  for (size_t m = 0; m < modules.size(); ++m) {
    Result<BodyFacts> found = scanBodies(modules[m].module);
    if (!found)
      return std::unexpected(ModuleError{m, found.error()});
    facts.push_back(std::move(*found));
  }
  return facts;
}

GuestConvention conventionFor(const std::vector<BodyFacts> &facts) {
  bool tailCalls = std::ranges::any_of(facts, [](const BodyFacts &module) { return module.hasTailCall; });
  bool exceptions = std::ranges::any_of(facts, [](const BodyFacts &module) { return module.hasExceptions; });
  return {.id = tailCalls ? llvm::CallingConv::Tail : llvm::CallingConv::C, .mayThrow = exceptions};
}

// From emitting IR into a new Context to what was asked for.
std::expected<CompiledProgram, ModuleError> compileWhole(const Setup &setup, const CodegenOutputs &outputs,
                                                         const MakeEmitter &makeEmitter) {
  UnitIr ir(setup, outputs.object && !setup.options.strip);  // IR and assembly for reading have no use for names
  {
    PhaseTimer timer(setup.options.observer, Phase::Emit);
    if (auto done = makeEmitter(ir.context)->emit(); !done)
      return std::unexpected(done.error());
  }
  return ir.compile(outputs);
}

std::expected<CompiledProgram, ModuleError> compile(const Setup &setup, const std::vector<InputModule> &modules,
                                                    const std::vector<BodyFacts> &facts, const CodegenOutputs &outputs,
                                                    const MakeEmitter &makeEmitter) {
  if (!hasSeveralUnits(modules, setup.options, outputs))
    return compileWhole(setup, outputs, makeEmitter);
  return compileUnits(setup, modules, facts, makeEmitter);
}

bool isLastPageClosed(const std::vector<InputModule> &modules, bool importsAreKnown) {
  return llvm::none_of(modules, [&](const InputModule &each) { return canCoverLastPage(each.module, importsAreKnown); });
}

}  // namespace

std::expected<CompiledProgram, ModuleError> compileProgram(const ProgramInput &input, const CodegenOptions &options,
                                                           const CodegenOutputs &outputs) {
  auto facts = checkModules(input.modules, options);
  if (!facts)
    return std::unexpected(facts.error());
  CanonicalTypes types(input.modules);
  auto imports = resolveImports(input, types, options.allowUndefined);
  if (!imports)
    return std::unexpected(imports.error());
  auto threads = findThreadUse(input, *imports, options.countFuel);
  if (!threads)
    return std::unexpected(threads.error());
  TableUses tableUses = joinTableUses(input, *imports, *facts);
  Setup setup{.options = options,
              .convention = conventionFor(*facts),
              .types = types,
              .lastPageIsClosed = isLastPageClosed(input.modules, /*importsAreKnown=*/true),
              .collectsExceptions = needCollector(input.modules),
              .hasThreads = threads->has_value()};
  setup.convention.countsFuel = options.countFuel;
  return compile(setup, input.modules, *facts, outputs, [&](Context &context) {
    return std::make_unique<ProgramEmitter>(context, input, *imports, *facts, tableUses, *threads);
  });
}

std::expected<CompiledProgram, ModuleError> compileLibrary(const LibraryInput &input, const CodegenOptions &options,
                                                           const CodegenOutputs &outputs) {
  auto facts = checkModules(input.modules, options);
  if (!facts)
    return std::unexpected(facts.error());
  if (auto done = refuseThreads(input); !done)
    return std::unexpected(done.error());
  CanonicalTypes types(input.modules);
  Setup setup{.options = options,
              .convention = conventionFor(*facts),
              .types = types,
              .lastPageIsClosed = isLastPageClosed(input.modules, /*importsAreKnown=*/false),
              .collectsExceptions = needCollector(input.modules),
              .hasThreads = false};
  setup.convention.passesInstance = true;
  setup.convention.countsFuel = options.countFuel;
  return compile(setup, input.modules, *facts, outputs,
                 [&](Context &context) { return std::make_unique<LibraryEmitter>(context, input, *facts); });
}

}  // namespace wasmc
