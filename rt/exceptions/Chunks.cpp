#include "rt/exceptions/Chunks.h"

#include "rt/sys/linux/mmap.h"

namespace wasmc::rt {

namespace {

constexpr uint64_t chunkSize = 64 << 10;

}  // namespace

// What was left of the last one is lost.
bool Chunks::map(uint64_t size) {
  if (size > UINT64_MAX / 2)
    return false;
  uint64_t rounded = (size + sizeof(Chunk) + chunkSize - 1) & ~(chunkSize - 1);
  Result<void *> mapping = sys::mmap(nullptr, rounded, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS);
  if (!mapping)
    return false;
  auto *chunk = static_cast<Chunk *>(*mapping);
  *chunk = {last, rounded};
  last = chunk;
  begin = reinterpret_cast<uint64_t>(chunk + 1);
  end = reinterpret_cast<uint64_t>(chunk) + rounded;
  return true;
}

void *Chunks::allocate(uint64_t size) {
  if (size > end - begin && !map(size))
    return nullptr;
  uint64_t taken = begin;
  begin += (size + 15) & ~uint64_t{15};
  return reinterpret_cast<void *>(taken);
}

void Chunks::release() {
  while (Chunk *chunk = last) {
    last = chunk->next;
    (void)sys::munmap(chunk, chunk->size);
  }
  begin = end = 0;
}

}  // namespace wasmc::rt
