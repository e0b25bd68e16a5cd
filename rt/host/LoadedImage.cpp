#include "rt/host/LoadedImage.h"

#include "rt/host/ElfObjects.h"

namespace wasmc::rt {

namespace {

constinit LoadedImage own = {};

}  // namespace

LoadedImage imageOf(const void *address) {
  ElfObject object = findElfObject(address);
  return {object.begin, object.end,
          object.header ? UnwindTable(object.header, object.segmentBegin, object.segmentEnd) : UnwindTable()};
}

void findOwnImage() { own = imageOf(reinterpret_cast<const void *>(findOwnImage)); }

const LoadedImage &ownImage() { return own; }

}  // namespace wasmc::rt
