#include "codegen/Pipeline.h"

#include "codegen/passes/BaseRegister.h"
#include "codegen/passes/DispatchOnIndex.h"
#include "codegen/passes/BoundedConversions.h"
#include "codegen/passes/FuelOfCountedLoops.h"
#include "codegen/passes/KeepTrappingLoads.h"
#include "codegen/passes/PinGuestLoads.h"
#include "codegen/passes/QuietNaNs.h"
#include "codegen/passes/RerollLoops.h"
#include "codegen/passes/ShadowStackPointer.h"
#include "codegen/passes/WideMultiply.h"
#include "codegen/passes/WidenIndices.h"

#include <llvm/Passes/PassBuilder.h>
#include <llvm/Target/TargetMachine.h>
#include <llvm/Transforms/IPO/GlobalDCE.h>
#include <llvm/Transforms/Scalar/LoopPassManager.h>
#include <llvm/Transforms/Scalar/SimpleLoopUnswitch.h>
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

// Whether loads have to be kept because they may trap.
bool isGuarded(const CodegenOptions &options) { return options.bounds == BoundsMode::Guard && !options.dropDeadLoads; }

// Locals into SSA values first. Then what LLVM would not do by itself: answer signalling NaNs with quiet ones, and, in guard mode,
// keep loads that must trap.
void registerOurPasses(llvm::PassBuilder &passes, const Context &context) {
  bool guarded = isGuarded(context.options);
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
  bool rerolls = !context.options.noRerolling;
  if (!context.options.profile.empty() && !context.options.noIndexDispatch)
    passes.registerCGSCCOptimizerLateEPCallback([](llvm::CGSCCPassManager &manager, llvm::OptimizationLevel) {
      manager.addPass(llvm::createCGSCCToFunctionPassAdaptor(DispatchOnIndex()));
    });
  if (context.options.countFuel && context.options.level != OptLevel::O0)
  if (context.options.level == OptLevel::O0)
    return;
  if (context.options.countFuel)
    passes.registerVectorizerStartEPCallback([](llvm::FunctionPassManager &manager, llvm::OptimizationLevel) {
      manager.addPass(FuelOfCountedLoops());
      manager.addPass(llvm::createFunctionToLoopPassAdaptor(llvm::SimpleLoopUnswitchPass(/*NonTrivial=*/true)));
    });
  if (context.target.usesBaseRegister(context.options)) {
    llvm::StringRef name = context.target.baseRegister();
    passes.registerOptimizerLastEPCallback(
        [=](llvm::ModulePassManager &manager, llvm::OptimizationLevel, llvm::ThinOrFullLTOPhase) {
          manager.addPass(llvm::createModuleToFunctionPassAdaptor(BaseRegister(name)));
        });
  }
  if (context.options.level == OptLevel::O0)
  if (!context.options.noWideMultiply)
    passes.registerPeepholeEPCallback(
        [](llvm::FunctionPassManager &manager, llvm::OptimizationLevel) { manager.addPass(WideMultiply()); });
  if (!context.options.noBoundedConversions && !context.target.hasSaturatingConversions())
    passes.registerVectorizerStartEPCallback(
        [](llvm::FunctionPassManager &manager, llvm::OptimizationLevel) { manager.addPass(BoundedConversions()); });
  if (!guarded)
    return;
  if (!guarded) {
    if (rerolls)
      passes.registerVectorizerStartEPCallback(
          [](llvm::FunctionPassManager &manager, llvm::OptimizationLevel) { manager.addPass(RerollLoops()); });
    return;
  }
  passes.registerPeepholeEPCallback(
      [=](llvm::FunctionPassManager &manager, llvm::OptimizationLevel) { manager.addPass(PinGuestLoads(tag)); });
  bool widens = context.lastPageIsClosed && !context.options.noIndexWidening;
  passes.registerVectorizerStartEPCallback([=](llvm::FunctionPassManager &manager, llvm::OptimizationLevel) {
    if (widens) {
      manager.addPass(llvm::LoopSimplifyPass());
      manager.addPass(WidenIndices(tag));
    }
    if (rerolls)
      manager.addPass(RerollLoops());
    manager.addPass(KeepTrappingLoads(tag));
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

// Only where there is a profile LoopSinkPass moves instructions from before a loop to where its cold blocks need them: traps of loads
// would come late, behind what the loop has done until then.
bool keepsLoads(llvm::StringRef pass, const llvm::Any &) { return pass != "LoopSinkPass"; }

}  // namespace

void optimize(Context &context, llvm::TargetMachine &machine, Profile &profile) {
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
  if (isGuarded(context.options))
    instrumentation.registerShouldRunOptionalPassCallback(keepsLoads);
  profile.observe(instrumentation);
  llvm::PassBuilder passes(&machine, tuning, profile.options(), &instrumentation, profile.files());

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
