#include "codegen/Pipeline.h"

#include "codegen/passes/FuelOfCountedLoops.h"
#include "codegen/passes/HoistBoundsChecks.h"
#include "codegen/passes/KeepTrappingLoads.h"
#include "codegen/passes/MergeBoundsChecks.h"
#include "codegen/passes/PinGuestLoads.h"
#include "codegen/passes/QuietNaNs.h"
#include "codegen/passes/ShadowStackPointer.h"
#include "codegen/passes/WidenIndices.h"

#include <llvm/IR/InstIterator.h>
#include <llvm/Passes/PassBuilder.h>
#include <llvm/Target/TargetMachine.h>
#include <llvm/Transforms/IPO/GlobalDCE.h>
#include <llvm/Transforms/Scalar/LoopPassManager.h>
#include <llvm/Transforms/Scalar/SimpleLoopUnswitch.h>
#include <llvm/Transforms/Scalar/SimplifyCFG.h>
#include <llvm/Transforms/Utils/LoopSimplify.h>
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

// Whether the bounds of any memory are compared.
bool hasCheckedAccess(const Context &context) {
  return llvm::any_of(context.ir, [&](const llvm::Function &function) {
    return llvm::any_of(llvm::instructions(function), [&](const llvm::Instruction &instruction) {
      return instruction.getMetadata(llvm::LLVMContext::MD_tbaa) == context.checkedMemoryTag;
    });
  });
}

// Locals into SSA values first. Then what LLVM would not do by itself: answer signalling NaNs with quiet ones, and, in guard mode,
// keep loads that must trap.
void registerOurPasses(llvm::PassBuilder &passes, const Context &context) {
  bool guarded = context.options.bounds == BoundsMode::Guard && !context.options.dropDeadLoads;
  llvm::MDNode *tag = context.guestMemoryTag;
  llvm::Function *entry = context.soleEntry;
  bool passesStackPointer =
      entry && context.convention.id == llvm::CallingConv::C && !context.options.noStackPointerPassing;  // no "musttail"
  passes.registerPipelineStartEPCallback([=](llvm::ModulePassManager &manager, llvm::OptimizationLevel level) {
    llvm::FunctionPassManager early;
    early.addPass(llvm::PromotePass());
    early.addPass(QuietNaNs());  // instruction selection folds even at -O0
    if (guarded && level == llvm::OptimizationLevel::O0)
      early.addPass(KeepTrappingLoads(tag));
    else if (guarded)
      early.addPass(PinGuestLoads(tag));
    manager.addPass(llvm::createModuleToFunctionPassAdaptor(std::move(early)));
    if (passesStackPointer && level != llvm::OptimizationLevel::O0) {
      manager.addPass(llvm::GlobalDCEPass());  // what is exported and never called would count
      manager.addPass(ShadowStackPointer(*entry));
    }
  });
  if (context.options.countFuel && context.options.level != OptLevel::O0)
    passes.registerVectorizerStartEPCallback([](llvm::FunctionPassManager &manager, llvm::OptimizationLevel) {
      manager.addPass(FuelOfCountedLoops());
      manager.addPass(llvm::createFunctionToLoopPassAdaptor(llvm::SimpleLoopUnswitchPass(/*NonTrivial=*/true)));
    });
  if (context.options.level == OptLevel::O0)
    return;
  if (guarded)
    passes.registerPeepholeEPCallback(
        [=](llvm::FunctionPassManager &manager, llvm::OptimizationLevel) { manager.addPass(PinGuestLoads(tag)); });
  bool hasChecks = hasCheckedAccess(context);
  passes.registerVectorizerStartEPCallback([=, &context](llvm::FunctionPassManager &manager, llvm::OptimizationLevel) {
    if (hasChecks && !context.options.noCheckMerging) {
      manager.addPass(MergeBoundsChecks(context));
      manager.addPass(llvm::SimplifyCFGPass());
    }
    manager.addPass(llvm::LoopSimplifyPass());
    if (hasChecks && !context.options.noCheckHoisting) {
      manager.addPass(HoistBoundsChecks(context));
      manager.addPass(llvm::SimplifyCFGPass());
      manager.addPass(llvm::LoopSimplifyPass());
    }
    if (context.lastPageIsClosed && !context.options.noIndexWidening && !context.options.dropDeadLoads)
      manager.addPass(WidenIndices(context));
    if (guarded)
      manager.addPass(KeepTrappingLoads(context.guestMemoryTag));
  });
}

// Passes whose time grows faster than the function, with the number of instructions up to which they run. What a producer put into
// one function (an interpreter's loop, a switch over coroutine states) can be a thousand times the usual size.
struct SizeLimit {
  llvm::StringRef pass;
  unsigned instructions;
};
constexpr SizeLimit sizeLimits[] = {{"SLPVectorizerPass", 5000}};

bool isAffordable(llvm::StringRef pass, const llvm::Any &unit) {
  for (const SizeLimit &limit : sizeLimits)
    if (pass == limit.pass)
      if (const auto *function = llvm::any_cast<const llvm::Function *>(&unit))
        return (*function)->getInstructionCount() <= limit.instructions;
  return true;
}

}  // namespace

void optimize(Context &context, llvm::TargetMachine &machine) {
  llvm::LoopAnalysisManager loops;
  llvm::FunctionAnalysisManager functions;
  llvm::CGSCCAnalysisManager callGraph;
  llvm::ModuleAnalysisManager modules;
  llvm::PipelineTuningOptions tuning;
  tuning.LoopVectorization = tuning.SLPVectorization =
      context.options.level == OptLevel::O2 || context.options.level == OptLevel::O3;
  tuning.LoopInterleaving = tuning.LoopVectorization;
  llvm::PassInstrumentationCallbacks instrumentation;
  instrumentation.registerShouldRunOptionalPassCallback(isAffordable);
  llvm::PassBuilder passes(&machine, tuning, std::nullopt, &instrumentation);

  llvm::TargetLibraryInfoImpl library = availableLibrary(machine.getTargetTriple());
  functions.registerPass([&] { return llvm::TargetLibraryAnalysis(library); });
  passes.registerModuleAnalyses(modules);
  passes.registerCGSCCAnalyses(callGraph);
  passes.registerFunctionAnalyses(functions);
  passes.registerLoopAnalyses(loops);
  passes.crossRegisterProxies(loops, functions, callGraph, modules);

  registerOurPasses(passes, context);
  llvm::OptimizationLevel level = llvmLevel(context.options.level);
  llvm::ModulePassManager manager =
      level == llvm::OptimizationLevel::O0 ? passes.buildO0DefaultPipeline(level) : passes.buildPerModuleDefaultPipeline(level);
  manager.run(context.ir, modules);
}

}  // namespace wasmc
