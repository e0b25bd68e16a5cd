#include "codegen/target/Target.h"

#include "codegen/SeparateUnits.h"
#include "codegen/target/NarrowAddresses.h"

#include <llvm/CodeGen/Passes.h>
#include <llvm/CodeGen/TargetPassConfig.h>
#include <llvm/MC/MCSubtargetInfo.h>
#include <llvm/MC/TargetRegistry.h>
#include <llvm/Support/CommandLine.h>
#include <llvm/Support/TargetSelect.h>
#include <llvm/Target/RegisterTargetPassConfigCallback.h>
#include <mutex>

namespace wasmc {
namespace {

void changeMachinePasses(llvm::TargetMachine &, llvm::PassManagerBase &, llvm::TargetPassConfig *passes) {
  // There are no variables in our debug information (DebugInfo.h), but these passes would look for their values all the same: 4 % of
  // the time of -O2's passes, 13 % of -O0's.
  passes->disablePass(&llvm::LiveDebugValuesID);
  passes->disablePass(&llvm::RemoveRedundantDebugValuesID);
  // The last place where the code is in SSA form; -O0 does not come by.
  passes->insertPass(&llvm::DetectDeadLanesID, createNarrowAddresses());
  passes->insertPass(&llvm::StackMapLivenessID, createFinishNarrowAddresses());
}

// LLVM keeps some choices in process-wide options only. Ours about passes on IR:
//   instcombine-code-sinking       a load moved into a branch would lose its trap on the other way
//   indvars-widen-indvars          ScalarEvolution computes no number of rounds from counters of 64 bits that are compared with their
//                                  upper half masked out; passes/WidenIndices widens what addresses need
// and about code generation, where clang needs them, too:
//   disable-constant-hoisting      keeps the constant base of memory 0 an immediate of each access (performance.md, section 2)
//   x86-cmov-converter-force-...   as instcombine-code-sinking: it makes branches of conditional moves from memory, volatile or not
constexpr const char *constantHoisting = "-disable-constant-hoisting";
constexpr const char *x86CmovConverter = "-x86-cmov-converter-force-mem-operand=0";

void initializeLlvm() {
  static const llvm::RegisterTargetPassConfigCallback machinePasses(changeMachinePasses);
  static std::once_flag once;
  std::call_once(once, [] {
    LLVMInitializeX86TargetInfo();
    LLVMInitializeX86Target();
    LLVMInitializeX86TargetMC();
    LLVMInitializeX86AsmPrinter();
    LLVMInitializeX86AsmParser();
    LLVMInitializeAArch64TargetInfo();
    LLVMInitializeAArch64Target();
    LLVMInitializeAArch64TargetMC();
    LLVMInitializeAArch64AsmPrinter();
    LLVMInitializeAArch64AsmParser();
    const char *arguments[] = {"wasmc", "-instcombine-code-sinking=0", "-indvars-widen-indvars=false", constantHoisting,
                               x86CmovConverter};
    llvm::cl::ParseCommandLineOptions(std::size(arguments), arguments);
  });
}

// Guest code counts more instructions than what it was compiled from: extensions and additions that addresses will absorb. LLVM's
// limit for loops that are unrolled whole, 150 and 300 at -O3, therefore stops short of what it would do natively.
void unrollMore() {
  static std::once_flag once;
  std::call_once(once, [] {
    const char *arguments[] = {"wasmc", "-unroll-threshold=600"};
    llvm::cl::ParseCommandLineOptions(std::size(arguments), arguments);
  });
}

llvm::CodeGenOptLevel codegenLevel(OptLevel level) {
  switch (level) {
  case OptLevel::O0: return llvm::CodeGenOptLevel::None;
  case OptLevel::O1: return llvm::CodeGenOptLevel::Less;
  case OptLevel::O3: return llvm::CodeGenOptLevel::Aggressive;
  default: return llvm::CodeGenOptLevel::Default;
  }
}

std::unique_ptr<llvm::MCSubtargetInfo> subtargetOf(const Target &target, const std::string &cpu) {
  initializeLlvm();
  std::string error;
  llvm::Triple triple = target.triple();
  const llvm::Target *found = llvm::TargetRegistry::lookupTarget(triple, error);
  return std::unique_ptr<llvm::MCSubtargetInfo>(found->createMCSubtargetInfo(triple, cpu, ""));
}

}  // namespace

const Target &Target::get(TargetCpu cpu) { return cpu == TargetCpu::AArch64 ? aarch64Target() : x86_64Target(); }

bool Target::usesBaseRegister(const CodegenOptions &options) const {
  bool optimizes = options.level != OptLevel::O0;
  return optimizes && options.bounds == BoundsMode::Guard && options.techniques.baseRegister && !baseRegister().empty();
}

bool Target::narrowsAddresses(const CodegenOptions &options) const {
  return options.bounds == BoundsMode::Guard && options.techniques.narrowAddresses && hasNarrowAddresses();
}

SimdFeatures Target::simdFeatures(const CodegenOptions &options) const { return simdFeaturesOf(*subtargetOf(*this, cpu(options))); }

std::unique_ptr<llvm::TargetMachine> Target::createMachine(const CodegenOptions &options) const {
  initializeLlvm();
  if (options.techniques.fullUnrolling && (options.level == OptLevel::O2 || options.level == OptLevel::O3))
    unrollMore();
  std::string error;
  const llvm::Target *found = llvm::TargetRegistry::lookupTarget(triple(), error);
  std::unique_ptr<llvm::TargetMachine> machine(found->createTargetMachine(triple(), cpu(options), features(options),
                                                                          llvm::TargetOptions(), llvm::Reloc::PIC_,
                                                                          llvm::CodeModel::Small, codegenLevel(options.level)));
  // AArch64's choice at -O0 folds zext(x << n) into an address as if the shift had 64 bits: out of the sandbox.
  machine->setGlobalISel(false);
  return machine;
}

std::string checkCpu(TargetCpu cpu, const std::string &name) {
  const Target &target = Target::get(cpu);
  std::unique_ptr<llvm::MCSubtargetInfo> subtarget = subtargetOf(target, "");
  if (!subtarget->isCPUStringValid(name))
    return "there is no such CPU; --cpu=help lists them";
  return target.objectionTo(*subtargetOf(target, name));
}

std::string listCpus(TargetCpu cpu) {
  std::unique_ptr<llvm::MCSubtargetInfo> subtarget = subtargetOf(Target::get(cpu), "");
  std::string list;
  for (const auto &entry : subtarget->getAllProcessorDescriptions())
    list += std::string(entry.Key) + "\n";
  return list;
}

// What createMachine and initializeLlvm choose, in clang's words. The model of relocations and unwind tables are in the IR; the driver
// would not pass on the former.
std::vector<std::string> clangOptions(TargetCpu cpu, OptLevel level) {
  constexpr const char *levels[] = {"-O0", "-O1", "-O2", "-O3", "-Os", "-Oz"};
  std::vector<std::string> options = {"--target=" + Target::get(cpu).triple().str(),
                                      levels[static_cast<size_t>(level)],
                                      "-fPIC",
                                      "-Xclang",
                                      "-disable-llvm-passes",
                                      "-fno-addrsig",
                                      "-mllvm",
                                      constantHoisting};
  if (cpu == TargetCpu::X86_64)
    options.insert(options.end(), {"-mllvm", x86CmovConverter});
  else
    options.push_back("-fno-global-isel");
  return options;
}

}  // namespace wasmc
