// The structures of rt/abi/Gc.h as LLVM constants and variables: what the collector is told of a program.
#pragma once

#include "codegen/instance/InstanceModel.h"
#include "codegen/instance/RuntimeLayout.h"

namespace wasmc {

// Defines wasmc_object_types and returns it.
llvm::GlobalVariable *defineObjectTypes(Context &context);

// State of an instance that may refer to objects: an abi::RootRange.
struct Root {
  llvm::Value *slots = nullptr;
  uint64_t count = 0;
  llvm::Value *currentCount = nullptr;
  llvm::Value *table = nullptr;
  bool isMixed = false;
};

// Arguments on their way to the callee of a tail call (InstanceModel::argumentsBuffer): a thread that is stopped between the two has
// them nowhere else.
inline Root argumentsRoot(llvm::Value *buffer, uint64_t slots) {
  return {.slots = buffer, .count = slots * (sizeof(abi::Value) / sizeof(void *)), .isMixed = true};
}

// The type of a variable that holds an abi::RootSet of so many roots, null at first; its ranges lie behind it.
constexpr uint64_t rootSetSize(uint64_t roots) { return sizeof(abi::RootSet) + roots * sizeof(abi::RootRange); }

// Emits what makes the collector see the roots: `set` points to rootSetSize(roots.size()) bytes that last as long.
void emitAddRoots(Context &context, Builder &builder, llvm::Value *set, llvm::ArrayRef<Root> roots);

}  // namespace wasmc
