#include "codegen/Pipeline.h"

#include "codegen/passes/KeepTrappingLoads.h"

#include <llvm/Passes/PassBuilder.h>
#include <llvm/Target/TargetMachine.h>
#include <llvm/Transforms/Utils/Mem2Reg.h>

namespace wasmc {
namespace {

llvm::OptimizationLevel llvmLevel(OptLevel level) {
  switch (level) {
  case OptLevel::O0: return llvm::OptimizationLevel::O0;
  case OptLevel::O1: return llvm::OptimizationLevel::O1;
  case OptLevel::O2: return llvm::OptimizationLevel::O2;
  case OptLevel::O3: return llvm::OptimizationLevel::O3;
  case OptLevel::Os: return llvm::OptimizationLevel::Os;
  case OptLevel::Oz: return llvm::OptimizationLevel::Oz;
  }
  llvm_unreachable("no other level");
}

// There is no C library: the only functions of one that LLVM may introduce are those that the runtime has.
llvm::TargetLibraryInfoImpl availableLibrary(const llvm::Triple &triple) {
  llvm::TargetLibraryInfoImpl library(triple);
  library.disableAllFunctions();
  for (llvm::LibFunc function : {llvm::LibFunc_memcpy, llvm::LibFunc_memmove, llvm::LibFunc_memset})
    library.setAvailable(function);
  return library;
}

}  // namespace

void optimize(Context &context, llvm::TargetMachine &machine) {
  llvm::LoopAnalysisManager loops;
  llvm::FunctionAnalysisManager functions;
  llvm::CGSCCAnalysisManager callGraph;
  llvm::ModuleAnalysisManager modules;
  llvm::PipelineTuningOptions tuning;
  tuning.LoopVectorization = tuning.SLPVectorization = context.options.level == OptLevel::O2 || context.options.level == OptLevel::O3;
  tuning.LoopInterleaving = tuning.LoopVectorization;
  llvm::PassBuilder passes(&machine, tuning);

  llvm::TargetLibraryInfoImpl library = availableLibrary(machine.getTargetTriple());
  functions.registerPass([&] { return llvm::TargetLibraryAnalysis(library); });
  passes.registerModuleAnalyses(modules);
  passes.registerCGSCCAnalyses(callGraph);
  passes.registerFunctionAnalyses(functions);
  passes.registerLoopAnalyses(loops);
  passes.crossRegisterProxies(loops, functions, callGraph, modules);

  bool guarded = context.options.bounds == BoundsMode::Guard;
  passes.registerPipelineStartEPCallback([&](llvm::ModulePassManager &manager, llvm::OptimizationLevel) {
    llvm::FunctionPassManager early;
    early.addPass(llvm::PromotePass());
    if (guarded)
      early.addPass(KeepTrappingLoads(context.guestMemoryTag));
    manager.addPass(llvm::createModuleToFunctionPassAdaptor(std::move(early)));
  });
  llvm::OptimizationLevel level = llvmLevel(context.options.level);
  llvm::ModulePassManager manager =
      level == llvm::OptimizationLevel::O0 ? passes.buildO0DefaultPipeline(level) : passes.buildPerModuleDefaultPipeline(level);
  manager.run(context.ir, modules);
}

}  // namespace wasmc
