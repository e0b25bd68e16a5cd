// How an access to linear memory is addressed and kept within bounds. Each memory has one of three forms, which its type and the
// bounds mode decide; one function per form beside this header.
#pragma once

#include "codegen/Codegen.h"
#include "codegen/Context.h"

namespace wasmc {

class FunctionEmitter;

// Whether inaccessible address space behind a memory of this type bounds it (abi::guardReservation), so that a bad access faults.
inline bool hasGuard(BoundsMode mode, const MemoryType &type) { return mode == BoundsMode::Guard && canHaveGuard(type); }

class MemoryAccess {
public:
  // Borrows both.
  MemoryAccess(const Context &context, const Module &module) : context(context), module(module) {}

  // A pointer through which `bytes` bytes (1 to 16) at index + offset (no wrap-around) may be accessed: an access outside of the
  // memory traps, here or when it happens. The index is the guest's operand, of the memory's address type.
  llvm::Value *address(FunctionEmitter &emitter, uint32_t memory, llvm::Value *index, uint64_t offset, unsigned bytes) const;

  // The alias tag of accesses to the memory.
  llvm::MDNode *tag(uint32_t memory) const;

private:
  const Context &context;
  const Module &module;
};

// The forms, in Guard.cpp and Explicit.cpp. `index` is 64 bits wide: the very value that is checked is the one that is used.
llvm::Value *guardedAddress(FunctionEmitter &emitter, uint32_t memory, llvm::Value *index, uint64_t offset);
// For indices that were extended from 32 bits.
llvm::Value *checkedAddress32(FunctionEmitter &emitter, uint32_t memory, llvm::Value *index, uint64_t offset, unsigned bytes);
// For any index.
llvm::Value *checkedAddress64(FunctionEmitter &emitter, uint32_t memory, llvm::Value *index, uint64_t offset, unsigned bytes);

// base + index + offset, which the form knows not to wrap. The offset comes last, so that CPUs can fold it into the access as a
// displacement.
llvm::Value *pointerTo(FunctionEmitter &emitter, uint32_t memory, llvm::Value *index, uint64_t offset);

}  // namespace wasmc
