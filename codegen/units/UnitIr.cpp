#include "codegen/units/UnitIr.h"

#include "codegen/CompileObserver.h"
#include "codegen/ObjectWriter.h"
#include "codegen/Pipeline.h"
#include "codegen/Profile.h"
#include "codegen/units/KeyOfUnit.h"

#include <llvm/IR/Verifier.h>

namespace wasmc {

UnitIr::UnitIr(const Setup &setup, bool describes)
    : machine(Target::get(setup.options.target).createMachine(setup.options)),
      context(llvmContext, setup.options, Target::get(setup.options.target), setup.convention, setup.types) {
  context.lastPageIsClosed = setup.lastPageIsClosed;
  context.collectsExceptions = setup.collectsExceptions;
  context.hasThreads = setup.hasThreads;
  context.symbols = setup.symbols;
  context.ir.setDataLayout(machine->createDataLayout());
  if (describes)
    context.debugInfo.emplace(context.ir);
}

CompiledProgram UnitIr::compile(const CodegenOutputs &outputs) {
  if (llvm::verifyModule(context.ir, &llvm::errs()))
    llvm::report_fatal_error("the emitted IR is not well-formed");
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
  CompiledProgram program = writeOutputs(context, *machine, outputs);
  program.profileWarning = profile.warning();
  return program;
}

}  // namespace wasmc
