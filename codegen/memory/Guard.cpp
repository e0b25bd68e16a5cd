// Guard pages: index and offset are below 2^32 each, and the runtime keeps everything that they can reach behind the accessible
// part inaccessible (abi::guardReservation), so that a bad access faults. The sum can't overflow 64 bits.
//
// The offset is added after the index so that CPUs can fold it into the access as a displacement.
#include "codegen/FunctionEmitter.h"
#include "codegen/memory/MemoryAccess.h"

namespace wasmc {
namespace {

class Guard final : public MemoryAccess {
public:
  llvm::Value *address(FunctionEmitter &emitter, uint32_t memory, llvm::Value *index, uint64_t offset, unsigned) const override {
    Builder &b = emitter.builder;
    llvm::Value *base = emitter.instance.memoryBase(b, memory);
    llvm::Value *pointer =
        b.CreateGEP(b.getInt8Ty(), base, extendIndex(emitter, index), "", llvm::GEPNoWrapFlags::noUnsignedWrap());
    if (offset == 0)
      return pointer;
    return b.CreateGEP(b.getInt8Ty(), pointer, b.getInt64(offset), "", llvm::GEPNoWrapFlags::noUnsignedWrap());
  }
};

}  // namespace

const MemoryAccess &guardAccess() {
  static const Guard access;
  return access;
}

}  // namespace wasmc
