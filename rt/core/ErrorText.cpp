#include "rt/core/ErrorText.h"

namespace wasmc::rt {

void ErrorText::append(Span<const StringView> parts) {
  for (StringView part : parts)
    for (char c : part)
      if (size < sizeof bytes)
        bytes[size++] = c;
}

}  // namespace wasmc::rt
