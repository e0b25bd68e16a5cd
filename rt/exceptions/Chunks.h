// Memory for what is used again by whoever took it, and given back all at once.
#pragma once

#include <stdint.h>

namespace wasmc::rt {

// Constant-initialised. For one thread at a time.
class Chunks {
public:
  // `size` zero bytes, aligned to 16; null when the kernel gives no more.
  void *allocate(uint64_t size);
  void release();

private:
  struct alignas(16) Chunk {
    Chunk *next;
    uint64_t size;  // with this
  };

  bool map(uint64_t size);

  Chunk *last = nullptr;
  uint64_t begin = 0, end = 0;  // of what is left of it
};

}  // namespace wasmc::rt
