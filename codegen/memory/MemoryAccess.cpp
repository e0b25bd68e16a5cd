#include "codegen/memory/MemoryAccess.h"

#include "codegen/FunctionEmitter.h"

namespace wasmc {

const MemoryAccess &MemoryAccess::get(BoundsMode mode) { return mode == BoundsMode::Explicit ? explicitAccess() : guardAccess(); }

llvm::Value *MemoryAccess::extendIndex(FunctionEmitter &emitter, llvm::Value *index) {
  return emitter.builder.CreateZExt(index, emitter.context.i64);
}

}  // namespace wasmc
