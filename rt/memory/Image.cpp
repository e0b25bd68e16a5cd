#include "rt/memory/Image.h"

#include "rt/core/MemoryFunctions.h"
#include "rt/core/Message.h"
#include "rt/sys/linux/mprotect.h"
#include "rt/sys/linux/mremap.h"

namespace wasmc::rt {

namespace {

// How many leading bytes of an image are moved, not copied.
uint64_t mappedSize(const abi::ImageDesc &image) {
  uint64_t place = reinterpret_cast<uintptr_t>(image.bytes) | image.offset;
  return place % abi::imageAlignment == 0 ? image.size - image.size % abi::imageAlignment : 0;
}

}  // namespace

void mapImage(const abi::ImageDesc &image) {
  uint64_t size = mappedSize(image);
  if (size == 0)
    return;
  uint8_t *target = image.memory->base + image.offset;
  if (sys::movePages(const_cast<uint8_t *>(image.bytes), size, target))
    return;
  // An emulated kernel may refuse to move a file's pages.
  if (!sys::mprotect(target, size, PROT_READ | PROT_WRITE))
    fatalError("cannot allocate the initial memory of ", Decimal(size), " bytes");
  memcpy(target, image.bytes, size);
}

void copyImage(const abi::ImageDesc &image) {
  uint64_t mapped = mappedSize(image);
  memcpy(image.memory->base + image.offset + mapped, image.bytes + mapped, image.size - mapped);
}

}  // namespace wasmc::rt
