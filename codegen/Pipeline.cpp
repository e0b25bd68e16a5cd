#include "codegen/Pipeline.h"

#include "codegen/Effort.h"
#include "codegen/GuestPasses.h"
#include "codegen/passes/FloatSelects.h"
#include "codegen/passes/GuestAliasAnalysis.h"

#include <llvm/Analysis/LoopInfo.h>
#include <llvm/Passes/PassBuilder.h>
#include <llvm/Target/TargetMachine.h>
#include <llvm/Transforms/IPO/GlobalDCE.h>
#include <llvm/Transforms/InstCombine/InstCombine.h>
#include <llvm/Transforms/Scalar/DeadStoreElimination.h>
#include <llvm/Transforms/Scalar/EarlyCSE.h>
#include <llvm/Transforms/Scalar/LICM.h>
#include <llvm/Transforms/Scalar/LoopPassManager.h>
#include <llvm/Transforms/Scalar/SimplifyCFG.h>

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

// Passes whose time grows faster than the function, with the sizes up to which they run. What a producer put into one function (an
// interpreter's loop, a switch over coroutine states) can be a thousand times the usual size.
struct SizeLimit {
  llvm::StringRef pass;
  unsigned instructions;
  Effort effort = Effort::Full;   // the least with which it runs
  size_t phiOperands = SIZE_MAX;  // of the phis of one block
};
constexpr SizeLimit sizeLimits[] = {{"SLPVectorizerPass", 5000, Effort::Full, 1024},  // follows phis into all their operands
                                    {"InstCombinePass", 60000, Effort::Reduced},  // looks at all branches on a value for each use
                                    {"GVNPass", 30000},
                                    {"JumpThreadingPass", 30000},
                                    {"CorrelatedValuePropagationPass", 30000},
                                    {"ConstraintEliminationPass", 30000}};

bool isWithin(const SizeLimit &limit, const llvm::Function &function) {
  auto phiOperands = [](const llvm::BasicBlock &block) {
    auto phis = block.phis();
    return phis.empty() ? 0 : llvm::range_size(phis) * phis.begin()->getNumIncomingValues();
  };
  if (effortOf(function) > limit.effort || function.getInstructionCount() > limit.instructions)
    return false;
  return limit.phiOperands == SIZE_MAX ||
         llvm::all_of(function, [&](const llvm::BasicBlock &block) { return phiOperands(block) <= limit.phiOperands; });
}

// What a pass runs on, or the function around the loop; null for whole modules and parts of the call graph.
const llvm::Function *functionOf(const llvm::Any &unit) {
  if (const auto *function = llvm::any_cast<const llvm::Function *>(&unit))
    return *function;
  if (const auto *loop = llvm::any_cast<const llvm::Loop *>(&unit))
    return (*loop)->getHeader()->getParent();
  return nullptr;
}

bool isAffordable(llvm::StringRef pass, const llvm::Any &unit) {
  const llvm::Function *function = functionOf(unit);
  if (!function)
    return true;
  if (effortOf(*function) == Effort::Least)
    return false;
  for (const SizeLimit &limit : sizeLimits)
    if (pass == limit.pass)
      return isWithin(limit, *function);
  return true;
}

// Only where there is a profile LoopSinkPass moves instructions from before a loop to where its cold blocks need them: traps of loads
// would come late, behind what the loop has done until then.
bool keepsLoads(llvm::StringRef pass, const llvm::Any &) { return pass != "LoopSinkPass"; }

// What the pass would get wrong is rewritten before it sees it.
void prepare(llvm::StringRef pass, const llvm::Any &unit) {
  if (pass == "InstCombinePass")
    if (const auto *function = llvm::any_cast<const llvm::Function *>(&unit))
      splitNestedSelects(const_cast<llvm::Function &>(**function));
}

// Our passes at the beginning and at the end (GuestPasses), with these between them.
llvm::ModulePassManager ownPipeline(llvm::PassBuilder &passes, llvm::OptimizationLevel level, llvm::ModulePassManager between) {
  llvm::ModulePassManager pipeline;
  passes.invokePipelineStartEPCallbacks(pipeline, level);
  pipeline.addPass(std::move(between));
  passes.invokeOptimizerLastEPCallbacks(pipeline, level, llvm::ThinOrFullLTOPhase::None);
  return pipeline;
}

// -O1: one round of what pays for itself. LLVM's pipeline of this name repeats most passes several times and inlines, which the
// producer of a module has done, and takes nearly as long as -O2 (codegen/README.md).
llvm::ModulePassManager oneRound(llvm::PassBuilder &passes) {
  const llvm::OptimizationLevel level = llvm::OptimizationLevel::O1;
  llvm::FunctionPassManager function;
  function.addPass(llvm::EarlyCSEPass(/*UseMemorySSA=*/true));
  function.addPass(llvm::InstCombinePass());
  passes.invokePeepholeEPCallbacks(function, level);
  function.addPass(llvm::SimplifyCFGPass(llvm::SimplifyCFGOptions().convertSwitchRangeToICmp(true)));
  function.addPass(llvm::createFunctionToLoopPassAdaptor(llvm::LICMPass(llvm::LICMOptions()), /*UseMemorySSA=*/true));
  function.addPass(llvm::DSEPass());  // while loads are pinned; instruction selection would do it later, with what they are needed for
  passes.invokePeepholeEPCallbacks(function, level);
  passes.invokeVectorizerStartEPCallbacks(function, level);
  function.addPass(llvm::SimplifyCFGPass());

  llvm::ModulePassManager module;
  module.addPass(llvm::GlobalDCEPass());
  module.addPass(llvm::createModuleToFunctionPassAdaptor(std::move(function)));
  return module;
}

llvm::ModulePassManager pipelineFor(OptLevel level, llvm::PassBuilder &passes, bool hasProfile) {
  if (level == OptLevel::O0 && !hasProfile)  // LLVM's inlines functions that must be, of which there are none
    return ownPipeline(passes, llvmLevel(level), llvm::ModulePassManager());
  if (level == OptLevel::O1 && !hasProfile)  // profiles are made and used by LLVM's pipelines alone
    return ownPipeline(passes, llvmLevel(level), oneRound(passes));
  if (level == OptLevel::O0)
    return passes.buildO0DefaultPipeline(llvmLevel(level));
  return passes.buildPerModuleDefaultPipeline(llvmLevel(level));
}

}  // namespace

void optimize(Context &context, llvm::TargetMachine &machine, Profile &profile) {
  llvm::LoopAnalysisManager loops;
  llvm::FunctionAnalysisManager functions;
  llvm::CGSCCAnalysisManager callGraph;
  llvm::ModuleAnalysisManager modules;
  llvm::PipelineTuningOptions tuning;
  tuning.LoopVectorization = tuning.LoopInterleaving = tuning.SLPVectorization = vectorizes(context.options);
  llvm::PassInstrumentationCallbacks instrumentation;
  instrumentation.registerShouldRunOptionalPassCallback(isAffordable);
  if (keepsTrappingLoads(context.options))
    instrumentation.registerShouldRunOptionalPassCallback(keepsLoads);
  instrumentation.registerBeforeNonSkippedPassCallback(prepare);
  profile.observe(instrumentation);
  llvm::PassBuilder passes(&machine, tuning, profile.options(), &instrumentation, profile.files());

  llvm::TargetLibraryInfoImpl library = availableLibrary(machine.getTargetTriple());
  functions.registerPass([&] { return llvm::TargetLibraryAnalysis(library); });
  if (context.options.techniques.guestAliases) {
    functions.registerPass([] { return GuestAliasAnalysis(); });
    functions.registerPass([&] {
      llvm::AAManager analyses = passes.buildDefaultAAPipeline();
      analyses.registerFunctionAnalysis<GuestAliasAnalysis>();
      return analyses;
    });
  }
  passes.registerModuleAnalyses(modules);
  passes.registerCGSCCAnalyses(callGraph);
  passes.registerFunctionAnalyses(functions);
  passes.registerLoopAnalyses(loops);
  passes.crossRegisterProxies(loops, functions, callGraph, modules);

  registerGuestPasses(passes, context);
  pipelineFor(context.options.level, passes, profile.options().has_value()).run(context.ir, modules);
}

}  // namespace wasmc
