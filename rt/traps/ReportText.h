// The text of a report under construction, in a buffer of fixed size: what no longer fits is dropped.
#pragma once

#include "rt/core/StringView.h"

#include <stddef.h>

namespace wasmc::rt {

class ReportText {
public:
  // Room for every frame that a report shows with a name of the greatest length.
  static constexpr size_t capacity = 20 * 1024;

  void append(StringView text);

  // Untrusted bytes as printable UTF-8: every byte that could disturb a terminal, a log or a reader (control characters, invisible
  // and direction-changing ones, invalid UTF-8) and the backslash become \xNN. At most `limit` bytes, plus "..." if cut.
  void appendEscaped(StringView text, size_t limit);

  StringView text() const { return {bytes, size}; }

private:
  char bytes[capacity] = {};
  size_t size = 0;
};

}  // namespace wasmc::rt
