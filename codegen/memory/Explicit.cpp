// Explicit checks: index + offset + width is compared with the memory's size before each access.
#include "codegen/FunctionEmitter.h"
#include "codegen/memory/MemoryAccess.h"

namespace wasmc {

// Index and offset are below 2^32 each: the sum can't overflow 64 bits.
llvm::Value *checkedAddress32(FunctionEmitter &emitter, uint32_t memory, llvm::Value *index, uint64_t offset, unsigned bytes) {
  Builder &b = emitter.builder;
  llvm::Value *end = b.CreateAdd(index, b.getInt64(offset + bytes), "", /*HasNUW=*/true);
  emitter.trapIf(b.CreateICmpUGT(end, emitter.instance.memorySize(b, memory)), TrapCode::OutOfBoundsMemory);
  return pointerTo(emitter, memory, index, offset);
}

// Here the sum could overflow, so the constant part goes to the other side. With `reach` the distance from the index to the last
// byte of the access, the access is good if and only if index + reach < size, which is index < size - reach where that is positive:
// a saturating difference is 0 where it is not, and no index is below 0. A reach beyond 64 bits saturates, too. The difference
// depends on nothing but the memory's size, so it is computed once for many accesses.
llvm::Value *checkedAddress64(FunctionEmitter &emitter, uint32_t memory, llvm::Value *index, uint64_t offset, unsigned bytes) {
  Builder &b = emitter.builder;
  uint64_t reach = offset > UINT64_MAX - (bytes - 1) ? UINT64_MAX : offset + (bytes - 1);
  llvm::Value *limit = emitter.instance.memorySize(b, memory);
  if (reach != 0)
    limit = b.CreateBinaryIntrinsic(llvm::Intrinsic::usub_sat, limit, b.getInt64(reach));
  emitter.trapIf(b.CreateICmpUGE(index, limit), TrapCode::OutOfBoundsMemory);
  return pointerTo(emitter, memory, index, offset);
}

}  // namespace wasmc
