// What LLVM may know of references by their static type: that they are not null, so that no trap needs to be tested for.
#pragma once

#include "frontend/Types.h"

#include <llvm/IR/Instructions.h>

namespace wasmc {

inline bool isNeverNull(ValueType type) { return type.isRef() && !type.isNullable(); }

// `value`: what was loaded, of a Wasm value of this type.
inline llvm::Value *describeLoaded(llvm::Value *value, ValueType type) {
  if (isNeverNull(type))
    llvm::cast<llvm::LoadInst>(value)->setMetadata(llvm::LLVMContext::MD_nonnull, llvm::MDNode::get(value->getContext(), {}));
  return value;
}

}  // namespace wasmc
