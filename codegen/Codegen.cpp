// The steps of a compilation.
#include "codegen/Codegen.h"

#include "codegen/CompileObserver.h"
#include "codegen/SeparateUnits.h"
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

// What a compilation is made of: everything else is done to it, by compile() or save().
struct Job {
  const Setup &setup;
  const std::vector<InputModule> &modules;
  const std::vector<BodyFacts> &facts;
  MakeEmitter makeEmitter;

  // Into the IR of a compilation that is one unit.
  std::expected<void, ModuleError> emit(UnitIr &ir) const {
    PhaseTimer timer(setup.options.observer, Phase::Emit);
    return makeEmitter(ir.context)->emit();
  }
};

std::expected<CompiledProgram, ModuleError> compile(const Job &job, const CodegenOutputs &outputs) {
  if (hasSeveralUnits(job.modules, job.setup.options, outputs))
    return compileUnits(job.setup, job.modules, job.facts, job.makeEmitter);
  UnitIr ir(job.setup, outputs.object && !job.setup.options.strip);  // IR and assembly for reading have no use for names
  if (auto done = job.emit(ir); !done)
    return std::unexpected(done.error());
  return ir.compile(outputs);
}

std::expected<std::vector<SeparateUnit>, ModuleError> save(const Job &job) {
  if (hasSeveralUnits(job.modules, job.setup.options, {.object = true}))
    return saveUnits(job.setup, job.modules, job.facts, job.makeEmitter);
  UnitIr ir(job.setup, !job.setup.options.strip);
  if (auto done = job.emit(ir); !done)
    return std::unexpected(done.error());
  return std::vector{ir.save()};
}

bool isLastPageClosed(const std::vector<InputModule> &modules, bool importsAreKnown) {
  return llvm::none_of(modules, [&](const InputModule &each) { return canCoverLastPage(each.module, importsAreKnown); });
}

// What `use` makes of the program's Job, or what is wrong with the program.
template <typename Use>
auto withProgram(const ProgramInput &input, const CodegenOptions &options, Use use) -> decltype(use(std::declval<const Job &>())) {
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
  return use(Job{setup, input.modules, *facts, [&](Context &context) {
                   return std::make_unique<ProgramEmitter>(context, input, *imports, *facts, tableUses, *threads);
                 }});
}

template <typename Use>
auto withLibrary(const LibraryInput &input, const CodegenOptions &options, Use use) -> decltype(use(std::declval<const Job &>())) {
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
  return use(Job{setup, input.modules, *facts,
                 [&](Context &context) { return std::make_unique<LibraryEmitter>(context, input, *facts); }});
}

}  // namespace

std::expected<CompiledProgram, ModuleError> compileProgram(const ProgramInput &input, const CodegenOptions &options,
                                                           const CodegenOutputs &outputs) {
  return withProgram(input, options, [&](const Job &job) { return compile(job, outputs); });
}

std::expected<CompiledProgram, ModuleError> compileLibrary(const LibraryInput &input, const CodegenOptions &options,
                                                           const CodegenOutputs &outputs) {
  return withLibrary(input, options, [&](const Job &job) { return compile(job, outputs); });
}

std::expected<std::vector<SeparateUnit>, ModuleError> saveProgram(const ProgramInput &input, const CodegenOptions &options) {
  return withProgram(input, options, save);
}

std::expected<std::vector<SeparateUnit>, ModuleError> saveLibrary(const LibraryInput &input, const CodegenOptions &options) {
  return withLibrary(input, options, save);
}

}  // namespace wasmc
