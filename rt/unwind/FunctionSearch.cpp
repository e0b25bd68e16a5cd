// An executable's code is all in its own image, but for the functions that the kernel maps into every process.
#include "rt/unwind/UnwindTable.h"

namespace wasmc::rt {

bool findFunction(uint64_t pc, FrameDescription &found) {
  return UnwindTable::ofExecutable().find(pc, found) || UnwindTable::ofKernel().find(pc, found);
}

}  // namespace wasmc::rt
