// Guest code is in plugins; what it calls is libwasmc, part of the program or a shared object of its own, and the kernel's
// functions.
#include "rt/host/CodeRegistry.h"
#include "rt/host/LoadedImage.h"

namespace wasmc::rt {

bool findFunction(uint64_t pc, FrameDescription &found) {
  if (LoadedCode code = findImage(pc); code.plugin)
    return code.image.table.find(pc, found);
  return ownImage().table.find(pc, found) || UnwindTable::ofKernel().find(pc, found);
}

}  // namespace wasmc::rt
