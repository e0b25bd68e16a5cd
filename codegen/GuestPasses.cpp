#include "codegen/GuestPasses.h"

#include "codegen/passes/BaseFromInstance.h"
#include "codegen/passes/BaseRegister.h"
#include "codegen/passes/BoundedConversions.h"
#include "codegen/passes/DispatchOnIndex.h"
#include "codegen/passes/DropMarks.h"
#include "codegen/passes/EarlySums.h"
#include "codegen/passes/FloatSelects.h"
#include "codegen/passes/FoldOffsets.h"
#include "codegen/passes/FuelOfCountedLoops.h"
#include "codegen/passes/HoistBoundsChecks.h"
#include "codegen/passes/KeepTrappingLoads.h"
#include "codegen/passes/MergeBoundsChecks.h"
#include "codegen/passes/PinGuestLoads.h"
#include "codegen/passes/QuietNaNs.h"
#include "codegen/passes/RerollLoops.h"
#include "codegen/passes/ShadowStackPointer.h"
#include "codegen/passes/SplitLongBlocks.h"
#include "codegen/passes/VersionOverlaps.h"
#include "codegen/passes/WideMultiply.h"
#include "codegen/passes/WideSum.h"
#include "codegen/passes/WidenIndices.h"

#include <llvm/IR/InstIterator.h>
#include <llvm/Transforms/IPO/GlobalDCE.h>
#include <llvm/Transforms/Scalar/LoopPassManager.h>
#include <llvm/Transforms/Scalar/SimpleLoopUnswitch.h>
#include <llvm/Transforms/Scalar/SimplifyCFG.h>
#include <llvm/Transforms/Utils/LoopSimplify.h>
#include <llvm/Transforms/Utils/Mem2Reg.h>

namespace wasmc {
namespace {

class Places {
public:
  explicit Places(const Context &context)
      : context(context), techniques(context.options.techniques), keepsLoads(keepsTrappingLoads(context.options)) {}

  // Locals into SSA values first. Then what LLVM would not do by itself: answer signalling NaNs with quiet ones, and keep loads that
  // must trap.
  void start(llvm::ModulePassManager &manager) const {
    bool optimizes = context.options.level != OptLevel::O0;
    llvm::FunctionPassManager early;
    early.addPass(llvm::PromotePass());
    early.addPass(QuietNaNs());  // instruction selection folds even at -O0
    if (keepsLoads && !optimizes)
      early.addPass(KeepTrappingLoads(context.guestMemoryTag, /*looksClosely=*/false));
    else if (keepsLoads)
      early.addPass(PinGuestLoads(context.guestMemoryTag));
    manager.addPass(llvm::createModuleToFunctionPassAdaptor(std::move(early)));
    bool mayPass = context.soleEntry && context.convention.id == llvm::CallingConv::C;  // no "musttail", whose types must agree
    if (optimizes && mayPass && techniques.stackPointerPassing) {
      manager.addPass(llvm::GlobalDCEPass());  // what is exported and never called would count
      manager.addPass(ShadowStackPointer(*context.soleEntry));
    }
  }

  void simplification(llvm::FunctionPassManager &manager) const {
    bool hasConstantFrames = !context.convention.passesInstance;  // the shadow stack's
    if (techniques.offsetFolding && context.lastPageIsClosed && !hasConstantFrames)
      manager.addPass(FoldOffsets(context.guestMemoryTag));
    if (techniques.wideMultiply)
      manager.addPass(WideMultiply());
    if (techniques.wideSum)
      manager.addPass(WideSum());
    if (keepsLoads)
      manager.addPass(PinGuestLoads(context.guestMemoryTag));
  }

  void afterInlining(llvm::CGSCCPassManager &manager) const {
    if (!context.options.profile.empty() && techniques.indexDispatch)
      manager.addPass(llvm::createCGSCCToFunctionPassAdaptor(DispatchOnIndex()));
  }

  void beforeVectorizer(llvm::FunctionPassManager &manager) const {
    if (context.options.countFuel) {
      manager.addPass(FuelOfCountedLoops());
      manager.addPass(llvm::createFunctionToLoopPassAdaptor(llvm::SimpleLoopUnswitchPass(/*NonTrivial=*/true)));
    }
    if (techniques.boundedConversions && !context.target.hasSaturatingConversions())
      manager.addPass(BoundedConversions());
    if (hasComparedBounds())
      comparedBounds(manager);
    manager.addPass(llvm::LoopSimplifyPass());
    if (techniques.indexWidening && context.lastPageIsClosed)
      manager.addPass(WidenIndices(context));
    if (techniques.rerolling && context.options.level != OptLevel::O1)  // which would neither vectorise nor unroll them again
      manager.addPass(RerollLoops());
    if (keepsLoads)
      manager.addPass(KeepTrappingLoads(context.guestMemoryTag));
  }

  void afterVectorizer(llvm::FunctionPassManager &manager) const {
    if (techniques.overlapVersions)
      manager.addPass(VersionOverlaps());
  }

  void end(llvm::ModulePassManager &manager) const {
    manager.addPass(llvm::createModuleToFunctionPassAdaptor(HideSelectedZeros()));
    if (context.options.level != OptLevel::O0 && techniques.wideSum)
      manager.addPass(llvm::createModuleToFunctionPassAdaptor(EarlySums()));
    if (context.options.level != OptLevel::O0 && context.target.addsDisplacements() && techniques.baseFromInstance)
      manager.addPass(llvm::createModuleToFunctionPassAdaptor(BaseFromInstance()));
    if (context.options.level == OptLevel::O0) {
      manager.addPass(llvm::createModuleToFunctionPassAdaptor(SplitLongBlocks()));
      manager.addPass(llvm::createModuleToFunctionPassAdaptor(DropMarks()));
    }
    if (context.target.usesBaseRegister(context.options))
      manager.addPass(llvm::createModuleToFunctionPassAdaptor(BaseRegister(context.target.baseRegister())));
  }

private:
  void comparedBounds(llvm::FunctionPassManager &manager) const {
    if (techniques.checkMerging) {
      manager.addPass(MergeBoundsChecks(context));
      manager.addPass(llvm::SimplifyCFGPass());
    }
    manager.addPass(llvm::LoopSimplifyPass());
    if (techniques.checkHoisting) {
      manager.addPass(HoistBoundsChecks(context));
      manager.addPass(llvm::SimplifyCFGPass());
    }
  }

  // Whether the bounds of any memory are compared.
  bool hasComparedBounds() const {
    return llvm::any_of(context.ir, [&](const llvm::Function &function) {
      return llvm::any_of(llvm::instructions(function), [&](const llvm::Instruction &instruction) {
        return instruction.getMetadata(llvm::LLVMContext::MD_tbaa) == context.checkedMemoryTag;
      });
    });
  }

  const Context &context;
  const Techniques &techniques;
  const bool keepsLoads;
};

}  // namespace

void registerGuestPasses(llvm::PassBuilder &passes, const Context &context) {
  Places places(context);
  passes.registerPipelineStartEPCallback([=](llvm::ModulePassManager &manager, llvm::OptimizationLevel) { places.start(manager); });
  passes.registerOptimizerLastEPCallback(
      [=](llvm::ModulePassManager &manager, llvm::OptimizationLevel, llvm::ThinOrFullLTOPhase) { places.end(manager); });
  if (context.options.level == OptLevel::O0)
    return;
  passes.registerPeepholeEPCallback(
      [=](llvm::FunctionPassManager &manager, llvm::OptimizationLevel) { places.simplification(manager); });
  passes.registerCGSCCOptimizerLateEPCallback(
      [=](llvm::CGSCCPassManager &manager, llvm::OptimizationLevel) { places.afterInlining(manager); });
  passes.registerVectorizerStartEPCallback(
      [=](llvm::FunctionPassManager &manager, llvm::OptimizationLevel) { places.beforeVectorizer(manager); });
  if (vectorizes(context.options))
    passes.registerVectorizerEndEPCallback(
        [=](llvm::FunctionPassManager &manager, llvm::OptimizationLevel) { places.afterVectorizer(manager); });
}

}  // namespace wasmc
