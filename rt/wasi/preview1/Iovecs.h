// Scatter/gather lists of the guest's, in the kernel's form.
#pragma once

#include "rt/memory/GuestMemory.h"

#include <linux/uio.h>

namespace wasmc::rt::wasi {

// The first pieces of a guest's iovec array that hold anything. Reads and writes may be partial, so a longer list needs no memory
// in proportion to it; an empty piece must not end a read early, so those are skipped.
class Iovecs {
public:
  // `pointer` and `count` as the guest gave them. The pieces refer to guest memory. EFAULT when the array or a piece that is used
  // lies outside of it.
  static Result<void> read(const GuestMemory &memory, uint32_t pointer, uint32_t count, Iovecs &iovecs) {
    constexpr size_t guestSize = 8;  // pointer, length
    Result<Span<uint8_t>> array = memory.array(pointer, count, guestSize);
    if (!array)
      return array.errorNumber();
    iovecs.used = 0;
    for (uint32_t i = 0; i < count && iovecs.used < capacity; ++i) {
      const uint8_t *entry = array.value().data() + guestSize * i;
      Result<Span<uint8_t>> piece = memory.range(loadGuest<uint32_t>(entry), loadGuest<uint32_t>(entry + 4));
      if (!piece)
        return piece.errorNumber();
      if (!piece.value().empty())
        iovecs.list[iovecs.used++] = {piece.value().data(), piece.value().size()};
    }
    return {};
  }

  Span<const iovec> pieces() const { return {list, used}; }

private:
  static constexpr size_t capacity = 128;
  iovec list[capacity];
  size_t used = 0;
};

}  // namespace wasmc::rt::wasi
