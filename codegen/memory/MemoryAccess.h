// How an access to linear memory is addressed and kept within bounds. One implementation per bounds mode beside this header.
#pragma once

#include "codegen/Context.h"

#include <memory>

namespace wasmc {

class FunctionEmitter;

class MemoryAccess {
public:
  virtual ~MemoryAccess() = default;

  // A pointer through which `bytes` bytes at index + offset (no wrap-around) may be accessed: an access outside of the memory
  // traps, here or when it happens. The index is the guest's operand, of the memory's address type.
  virtual llvm::Value *address(FunctionEmitter &emitter, uint32_t memory, llvm::Value *index, uint64_t offset,
                               unsigned bytes) const = 0;

  static const MemoryAccess &get(BoundsMode mode);

protected:
  // The one place where an index is extended: the very value that is checked (if it is) is used.
  static llvm::Value *extendIndex(FunctionEmitter &emitter, llvm::Value *index);
};

// The implementations, Guard.cpp and Explicit.cpp.
const MemoryAccess &guardAccess();
const MemoryAccess &explicitAccess();

}  // namespace wasmc
