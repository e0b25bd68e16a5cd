#include "rt/host/LoadedImage.h"

#include "rt/core/Mutex.h"
#include "rt/host/ElfObjects.h"

namespace wasmc::rt {

namespace {

// A fork waits for it: the C library leaves the lock of its list of objects (dl_iterate_phdr) locked in the child if another thread
// has it.
WASMC_PROCESS_MUTEX Mutex searching;
constinit LoadedImage own = {};

}  // namespace

LoadedImage imageOf(const void *address) {
  Lock lock(searching);
  ElfObject object = findElfObject(address);
  return {object.begin, object.end,
          object.header ? UnwindTable(object.header, object.segmentBegin, object.segmentEnd) : UnwindTable()};
}

void findOwnImage() { own = imageOf(reinterpret_cast<const void *>(findOwnImage)); }

const LoadedImage &ownImage() { return own; }

}  // namespace wasmc::rt
