// Text that grows, in the C library's memory.
#pragma once

#include "rt/core/Format.h"
#include "rt/core/StringView.h"

namespace wasmc::rt {

class Text {
public:
  Text() = default;
  template <typename... Parts> explicit Text(const Parts &...parts) { (append(parts), ...); }
  Text(Text &&other) : bytes(other.bytes), size(other.size), capacity(other.capacity) { other.bytes = nullptr; }
  Text &operator=(const Text &) = delete;
  ~Text();

  // Where there is no memory the rest is dropped.
  void append(StringView part);
  // Bytes that are no text, zeros included, as the replacement character U+FFFD.
  void appendClean(StringView name);
  // On one line whatever it is, as backtraces show it (traps/ReportText.h).
  void appendEscaped(StringView name);

  operator StringView() const { return {bytes, size}; }
  // Null-terminated; the caller frees it (hostFree). Null where there is no memory.
  char *release();

private:
  char *bytes = nullptr;
  size_t size = 0, capacity = 0;
};

}  // namespace wasmc::rt
