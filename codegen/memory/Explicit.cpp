// Explicit checks: index + offset + width is compared with the memory's size before each access. With 32-bit indices and offsets
// the sum can't overflow 64 bits.
#include "codegen/FunctionEmitter.h"
#include "codegen/memory/MemoryAccess.h"

namespace wasmc {
namespace {

class Explicit final : public MemoryAccess {
public:
  llvm::Value *address(FunctionEmitter &emitter, uint32_t memory, llvm::Value *index, uint64_t offset,
                       unsigned bytes) const override {
    Builder &b = emitter.builder;
    llvm::Value *wide = extendIndex(emitter, index);
    llvm::Value *end = b.CreateAdd(wide, b.getInt64(offset + bytes), "", /*HasNUW=*/true);
    emitter.trapIf(b.CreateICmpUGT(end, emitter.instance.memorySize(b, memory)), TrapCode::OutOfBoundsMemory);
    llvm::Value *base = emitter.instance.memoryBase(b, memory);
    llvm::Value *pointer = b.CreateGEP(b.getInt8Ty(), base, wide, "", llvm::GEPNoWrapFlags::noUnsignedWrap());
    if (offset == 0)
      return pointer;
    return b.CreateGEP(b.getInt8Ty(), pointer, b.getInt64(offset), "", llvm::GEPNoWrapFlags::noUnsignedWrap());
  }
};

}  // namespace

const MemoryAccess &explicitAccess() {
  static const Explicit access;
  return access;
}

}  // namespace wasmc
