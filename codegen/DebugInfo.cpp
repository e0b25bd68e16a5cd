#include "codegen/DebugInfo.h"

#include <llvm/IR/Module.h>

namespace wasmc {
namespace {

// Scopes are what counts. Zero would mean an instruction without a place, which LLVM may attribute to any scope around it.
constexpr unsigned anyLine = 1;

}  // namespace

DebugInfo::DebugInfo(llvm::Module &ir) : builder(ir, /*AllowUnresolved=*/false) {
  ir.addModuleFlag(llvm::Module::Warning, "Debug Info Version", llvm::DEBUG_METADATA_VERSION);
  ir.addModuleFlag(llvm::Module::Max, "Dwarf Version", 5);
  file = builder.createFile("wasm", "");  // no path: the same module gives the same bytes everywhere
  type = builder.createSubroutineType(builder.getOrCreateTypeArray({}));
  // "For profiling", because line tables alone leave functions out into which nothing was inlined.
  builder.createCompileUnit(llvm::DISourceLanguageName(llvm::dwarf::DW_LANG_C), file, "wasmc", /*isOptimized=*/true, "", 0, "",
                            llvm::DICompileUnit::LineTablesOnly, 0, /*SplitDebugInlining=*/true, /*DebugInfoForProfiling=*/true,
                            llvm::DICompileUnit::DebugNameTableKind::None);
}

void DebugInfo::describe(llvm::Function &function, llvm::StringRef guestName) {
  llvm::DISubprogram *scope = builder.createFunction(file, guestName.split('\0').first, "", file, anyLine, type, anyLine,
                                                     llvm::DINode::FlagZero, llvm::DISubprogram::SPFlagDefinition);
  builder.finalizeSubprogram(scope);
  function.setSubprogram(scope);
}

void enterScope(llvm::IRBuilderBase &builder, const llvm::Function &function) {
  if (llvm::DISubprogram *scope = function.getSubprogram())
    builder.SetCurrentDebugLocation(llvm::DILocation::get(builder.getContext(), anyLine, 0, scope));
}

}  // namespace wasmc
