// A sentence that says what went wrong, put together from parts, for whoever reports it.
#pragma once

#include "rt/core/Format.h"
#include "rt/core/StringView.h"

namespace wasmc::rt {

// What does not fit is cut.
class ErrorText {
public:
  ErrorText() = default;
  // Parts are whatever converts to StringView: literals, views, Decimal(n), Hex(n).
  template <typename... Parts> explicit ErrorText(const Parts &...parts) { (append(parts), ...); }

  void append(StringView part) {
    for (char c : part)
      if (size < sizeof bytes)
        bytes[size++] = c;
  }

  bool empty() const { return size == 0; }
  operator StringView() const { return {bytes, size}; }

private:
  char bytes[252] = {};
  uint32_t size = 0;
};

}  // namespace wasmc::rt
