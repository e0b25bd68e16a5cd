// Guard pages: index and offset are below 2^32 each, and the runtime keeps everything that they can reach behind the accessible
// part inaccessible (abi::guardReservation), so that a bad access faults. The sum can't overflow 64 bits.
#include "codegen/memory/MemoryAccess.h"

namespace wasmc {

llvm::Value *guardedAddress(FunctionEmitter &emitter, uint32_t memory, llvm::Value *index, uint64_t offset) {
  return pointerTo(emitter, memory, index, offset);
}

}  // namespace wasmc
