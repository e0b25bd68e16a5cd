// Tells LLVM which guest function an instruction comes from, so that this is still known after inlining: debug information of
// scopes and lines only. NameTable reads it back from the object; it goes no further than that.
#pragma once

#include <llvm/IR/DIBuilder.h>
#include <llvm/IR/IRBuilder.h>

namespace wasmc {

class DebugInfo {
public:
  explicit DebugInfo(llvm::Module &ir);

  // Makes `function` a scope with the guest's name for it. To be called before anything is emitted into it.
  void describe(llvm::Function &function, llvm::StringRef guestName);

private:
  llvm::DIBuilder builder;
  llvm::DIFile *file;
  llvm::DISubroutineType *type;
};

// Marks what `builder` emits from now on as code of `function`, if that has been described.
void enterScope(llvm::IRBuilderBase &builder, const llvm::Function &function);

}  // namespace wasmc
