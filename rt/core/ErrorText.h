// A sentence that says what went wrong, put together from parts, for whoever reports it.
#pragma once

#include "rt/core/Format.h"
#include "rt/core/Span.h"
#include "rt/core/StringView.h"

namespace wasmc::rt {

// What does not fit is cut.
class ErrorText {
public:
  ErrorText() = default;
  // Parts are whatever converts to StringView: literals, views, Decimal(n), Hex(n).
  template <typename... Parts> explicit ErrorText(const Parts &...parts) {
    const StringView list[] = {static_cast<StringView>(parts)...};
    append(list);
  }

  void append(StringView part) { append(Span<const StringView>(&part, 1)); }

  bool empty() const { return size == 0; }
  operator StringView() const { return {bytes, size}; }

private:
  void append(Span<const StringView> parts);

  char bytes[252] = {};
  uint32_t size = 0;
};

}  // namespace wasmc::rt
