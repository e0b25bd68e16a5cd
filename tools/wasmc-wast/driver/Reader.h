// Reads the script's bytes. Past the end everything is zero and empty, and ok() no longer holds.
#pragma once

#include "rt/core/MemoryFunctions.h"
#include "rt/core/Span.h"
#include "rt/core/StringView.h"

#include <stdint.h>

namespace wasmc::driver {

class Reader {
public:
  explicit Reader(rt::Span<const uint8_t> bytes) : bytes(bytes) {}

  bool ok() const { return isOk; }
  bool atEnd() const { return position == bytes.size(); }

  uint8_t u8() { return integer<uint8_t>(); }
  uint32_t u32() { return integer<uint32_t>(); }
  uint64_t u64() { return integer<uint64_t>(); }
  rt::Span<const uint8_t> take(size_t size) {
    isOk = isOk && size <= bytes.size() - position;
    if (!isOk)
      return {};
    position += size;
    return bytes.subspan(position - size, size);
  }
  rt::StringView string() {
    rt::Span<const uint8_t> text = take(u32());
    return {reinterpret_cast<const char *>(text.data()), text.size()};
  }

private:
  template <typename Integer> Integer integer() {
    Integer value = 0;
    if (rt::Span<const uint8_t> source = take(sizeof value); !source.empty())
      memcpy(&value, source.data(), sizeof value);
    return value;
  }

  rt::Span<const uint8_t> bytes;
  size_t position = 0;
  bool isOk = true;
};

}  // namespace wasmc::driver
