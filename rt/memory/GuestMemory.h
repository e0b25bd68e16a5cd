// The one view through which the runtime reaches a guest's linear memory. A pointer, length or count of the guest's is a number
// until it has passed a check here; whatever lies outside is EFAULT.
//
// A view is taken at the start of a host call: memories never move and never shrink, so it stays valid throughout the call. Values
// are little-endian at any alignment. The guest may change memory while a call runs (threads): read once, then check.
#pragma once

#include "rt/abi/Layout.h"
#include "rt/core/MemoryFunctions.h"
#include "rt/core/Result.h"
#include "rt/core/Span.h"
#include "rt/core/StringView.h"

#include <linux/errno.h>

namespace wasmc::rt {

class GuestMemory {
public:
  explicit GuestMemory(const abi::Memory *memory) : base(memory->base), size(__atomic_load_n(&memory->size, __ATOMIC_RELAXED)) {}

  // The bytes [pointer, pointer + length). An empty range is valid up to and including the memory's end.
  Result<Span<uint8_t>> range(uint64_t pointer, uint64_t length) const {
    if (length > size || pointer > size - length)
      return Errno{EFAULT};
    return Span<uint8_t>(base + pointer, length);
  }

  // The elements [pointer, pointer + count * elementSize), as bytes.
  Result<Span<uint8_t>> array(uint64_t pointer, uint64_t count, uint64_t elementSize) const {
    uint64_t length;
    if (__builtin_mul_overflow(count, elementSize, &length))
      return Errno{EFAULT};
    return range(pointer, length);
  }

  Result<StringView> text(uint64_t pointer, uint64_t length) const {
    Result<Span<uint8_t>> bytes = range(pointer, length);
    if (!bytes)
      return bytes.errorNumber();
    return StringView(reinterpret_cast<const char *>(bytes.value().data()), length);
  }

  template <typename T> Result<void> write(uint64_t pointer, const T &value) const {
    Result<Span<uint8_t>> bytes = range(pointer, sizeof(T));
    if (!bytes)
      return bytes.errorNumber();
    memcpy(bytes.value().data(), &value, sizeof(T));
    return {};
  }

private:
  uint8_t *base;
  uint64_t size;
};

// The T at `bytes`, which the caller has checked to be there.
template <typename T> inline T loadGuest(const uint8_t *bytes) {
  T value;
  memcpy(&value, bytes, sizeof(T));
  return value;
}

}  // namespace wasmc::rt
