#include "codegen/memory/MemoryAccess.h"

#include "codegen/FunctionEmitter.h"

namespace wasmc {

// No 32-bit index can leave its reservation, a 64-bit one can. A memory whose pages are not multiples of the machine's ends where
// the machine can't tell.
bool canHaveGuard(const MemoryType &type) {
  return type.addressType == ValueType::I32 && type.pageSizeLog2 == abi::wasmPageSizeLog2;
}

llvm::Value *MemoryAccess::address(FunctionEmitter &emitter, uint32_t memory, llvm::Value *index, uint64_t offset,
                                   unsigned bytes) const {
  const MemoryType &type = module.memories[memory].type;
  llvm::Value *wide = emitter.extend(index);  // the only place where an index is extended
  if (hasGuard(context.options.bounds, type))
    return guardedAddress(emitter, memory, wide, offset);
  if (type.addressType == ValueType::I32)
    return checkedAddress32(emitter, memory, wide, offset, bytes);
  return checkedAddress64(emitter, memory, wide, offset, bytes);
}

llvm::MDNode *MemoryAccess::tag(uint32_t memory) const {
  return hasGuard(context.options.bounds, module.memories[memory].type) ? context.guestMemoryTag : context.checkedMemoryTag;
}

llvm::Value *pointerTo(FunctionEmitter &emitter, uint32_t memory, llvm::Value *index, uint64_t offset) {
  Builder &b = emitter.builder;
  llvm::Value *base = emitter.instance.memoryBase(b, memory);
  llvm::Value *pointer = b.CreateGEP(b.getInt8Ty(), base, index, "", llvm::GEPNoWrapFlags::noUnsignedWrap());
  if (offset == 0)
    return pointer;
  return b.CreateGEP(b.getInt8Ty(), pointer, b.getInt64(offset), "", llvm::GEPNoWrapFlags::noUnsignedWrap());
}

}  // namespace wasmc
