// How a Wasm function type becomes a function of the machine: the one place that knows the parameters in front of the guest's own,
// where results go, and the convention that guest functions use among themselves (Context::convention).
//
// Parameters: the instance pointer if the model has one, the results buffer if there is one, then those of the Wasm type.
// Results: in registers as long as both CPUs have enough (none, one value, or a structure), else all of them in a buffer of
// abi::Values that the caller provides. It is a parameter of our own and not LLVM's rewriting of large structures, so that a
// tail call can hand the caller's buffer on.
#pragma once

#include "codegen/Context.h"
#include "codegen/instance/InstanceModel.h"

#include <span>

namespace wasmc {

class FunctionSignature {
public:
  // Borrows both.
  FunctionSignature(const Context &context, const FuncType &type);

  llvm::FunctionType *functionType() const { return llvmType; }
  bool returnsInMemory() const { return inMemory; }

  // A new guest function of this type, with the convention and what LLVM may know of the parameters.
  llvm::Function *createFunction(Context &shared, const llvm::Twine &symbol, llvm::StringRef guestName) const;

  // Arguments of a function of this type: Wasm parameter i; the results buffer, only when returnsInMemory().
  llvm::Argument *parameter(llvm::Function &function, size_t i) const { return function.getArg(ownParameters() + i); }
  llvm::Argument *resultsBuffer(llvm::Function &function) const { return function.getArg(context.convention.passesInstance); }

  // Calls `callee` with the Wasm arguments and stores what comes back in `results`, which has the type's size. `buffer` has room
  // for as many abi::Values, aligned to 16; it is not used unless returnsInMemory().
  void emitCall(Builder &builder, Callee callee, std::span<llvm::Value *const> arguments, llvm::Value *buffer,
                std::span<llvm::Value *> results) const;
  // Ends `caller`, a guest function with the same results, by a call of `callee` that takes its place on the stack.
  void emitTailCall(Builder &builder, llvm::Function &caller, Callee callee, std::span<llvm::Value *const> arguments) const;
  // Returns from `function`, which is of this type.
  void emitReturn(Builder &builder, llvm::Function &function, std::span<llvm::Value *const> results) const;

private:
  llvm::CallInst *createCall(Builder &builder, Callee callee, llvm::Value *buffer, std::span<llvm::Value *const> arguments) const;
  unsigned ownParameters() const { return context.convention.passesInstance + inMemory; }
  llvm::Type *resultType() const;

  const Context &context;
  const FuncType &type;
  bool inMemory;
  llvm::FunctionType *llvmType;
};

// The instance that `function` runs for: its first parameter. Only where the model passes one.
inline llvm::Argument *instanceParameter(llvm::Function &function) { return function.getArg(0); }

}  // namespace wasmc
