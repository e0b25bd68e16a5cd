// Compilers to Wasm keep variables whose address is taken on a stack of their own in linear memory. Its pointer is a mutable global,
// so each frame costs a load and two stores, and calls wait for them. This pass finds the global, whatever its name, and passes its
// value in a register instead, where native code has its own stack pointer.
//
// Which global: an internal integer that nothing but loads and stores in functions touches and that every function gives back as it
// found it (FrameBalance.h). That needs the assumption that calls leave it alone, which holds by induction over the calls that have
// returned: the last of them made none that did not. Functions that are not of this IR cannot reach the variable, and none of them
// calls back. A function that never returns need not give anything back.
//
// Exceptions leave functions in the middle, and in the global is what it was at the throw when one is caught. Compilers know: the
// first thing that a handler does is to set it to what the function has in a local. So nobody sees the value at the throw, and it
// need not be passed on. Where a function might look at it, or call another one before, the pass steps aside (FrameBalance.h).
//
// How: one more parameter, the last, for whoever uses the global or calls such a function. A call through a table may meet any function
// whose address is taken, so these get one all or none. Where the runtime enters (Program::run), the value comes from the variable,
// which keeps the initial one: a constant, so that frames of functions that are called in one way only are at constant addresses.
// (LLVM's "swiftself", a register that calls preserve, does not measure better, and needs one of the few such registers.)
#pragma once

#include <llvm/IR/PassManager.h>

namespace wasmc {

class ShadowStackPointer : public llvm::PassInfoMixin<ShadowStackPointer> {
public:
  // `entry` is the only function that is called from outside of the module.
  explicit ShadowStackPointer(llvm::Function &entry) : entry(&entry) {}
  llvm::PreservedAnalyses run(llvm::Module &module, llvm::ModuleAnalysisManager &analyses);

private:
  llvm::Function *entry;
};

}  // namespace wasmc
