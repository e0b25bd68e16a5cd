// The text of a report under construction, in a buffer of fixed size: what no longer fits is dropped.
#pragma once

#include "rt/core/StringView.h"

#include <stddef.h>

namespace wasmc::rt {

// The next piece of untrusted bytes as printable UTF-8, which `text` then begins behind: every byte that could disturb a terminal, a log
// or a reader (control characters, invisible and direction-changing ones, invalid UTF-8) and the backslash become \xNN, in `escape`.
// Not of an empty text.
StringView takeEscaped(StringView &text, char (&escape)[4]);

class ReportText {
public:
  // Room for every frame that a report shows with a name of the greatest length.
  static constexpr size_t capacity = 20 * 1024;

  void append(StringView text);

  // Untrusted bytes as takeEscaped shows them. At most `limit` bytes, plus "..." if cut.
  void appendEscaped(StringView text, size_t limit);

  StringView text() const { return {bytes, size}; }

private:
  char bytes[capacity] = {};
  size_t size = 0;
};

}  // namespace wasmc::rt
