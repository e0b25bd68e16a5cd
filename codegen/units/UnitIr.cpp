#include "codegen/units/UnitIr.h"

#include "codegen/CompileObserver.h"
#include "codegen/Effort.h"
#include "codegen/ObjectWriter.h"
#include "codegen/Pipeline.h"
#include "codegen/Profile.h"
#include "codegen/units/KeyOfUnit.h"
#include "codegen/units/UnitFile.h"
#include "codegen/units/UnitMark.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/IR/Verifier.h>

namespace wasmc {

namespace {

CompileStatistics countEmitted(const Context &context) {
  CompileStatistics statistics{.units = 1};
  for (const llvm::Function &function : context.ir) {
    if (function.isDeclarationForLinker())  // or another unit's, here for inlining
      continue;
    ++statistics.functions;
    size_t instructions = function.getInstructionCount();
    statistics.instructions += instructions;
    if (Effort effort = effortOf(function); effort != Effort::Full)
      statistics.large.push_back({function.getName().str(), instructions, effort != Effort::Least});
  }
  return statistics;
}

}  // namespace

UnitIr::UnitIr(const Setup &setup, bool describes)
    : options(setup.options), machine(Target::get(options.target).createMachine(options)),
      context(llvmContext, options, Target::get(options.target), setup.convention, setup.types) {
  context.lastPageIsClosed = setup.lastPageIsClosed;
  context.collectsExceptions = setup.collectsExceptions;
  context.hasThreads = setup.hasThreads;
  context.symbols = setup.symbols;
  context.ir.setDataLayout(machine->createDataLayout());
  if (describes)
    context.debugInfo.emplace(context.ir);
}

// What has been emitted, at a lower level if a function asks for that.
CompileStatistics UnitIr::check() {
  if (llvm::verifyModule(context.ir, &llvm::errs()))
    llvm::report_fatal_error("the emitted IR is not well-formed");
  CompileStatistics statistics = countEmitted(context);
  // Parts of LLVM look at every function of a module, whatever its attributes, in ways that take minutes for some.
  if (!llvm::all_of(statistics.large, [](const LargeFunction &function) { return function.isOptimized; })) {
    options.level = OptLevel::O0;
    machine = context.target.createMachine(options);
    statistics.reducedUnits = 1;
  }
  return statistics;
}

CompiledProgram UnitIr::compile(const CodegenOutputs &outputs) {
  CompileStatistics statistics = check();
  CompiledProgram program = compileCached(outputs);
  program.statistics = std::move(statistics);
  return program;
}

SeparateUnit UnitIr::save() {
  check();
  return writeUnit(context);
}

CompiledProgram UnitIr::compileCached(const CodegenOutputs &outputs) {
  UnitCache *cache = context.options.cache;
  bool isObjectAlone = outputs.object && !outputs.assembly && !outputs.llvmIr && !outputs.llvmBitcode;
  if (!cache || !isObjectAlone || !context.options.profile.empty())  // how a profile fits shows when it is applied
    return compileAnew(outputs);
  UnitKey key = keyOf(context);
  CompiledProgram program;
  if (std::optional<std::string> known = cache->find(key)) {
    program.object = *std::move(known);
  } else {
    program = compileAnew(outputs);
    cache->add(key, program.object);
  }
  return program;
}

CompiledProgram UnitIr::compileAnew(const CodegenOutputs &outputs) {
  Profile profile(context);
  {
    PhaseTimer timer(context.options.observer, Phase::Optimize);
    optimize(context, *machine, profile);
  }
  if (mark)
    markUnit(context.ir, *mark);
  CompiledProgram program = writeOutputs(context, *machine, outputs);
  program.profileWarning = profile.warning();
  return program;
}

}  // namespace wasmc
