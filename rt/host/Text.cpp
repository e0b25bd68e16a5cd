#include "rt/host/Text.h"

#include "rt/core/MemoryFunctions.h"
#include "rt/core/Utf8.h"
#include "rt/host/HostMemory.h"
#include "rt/traps/ReportText.h"

namespace wasmc::rt {

Text::~Text() { hostFree(bytes); }

void Text::append(StringView part) {
  size_t needed = size + part.size() + 1;  // room for the zero byte
  if (needed > capacity) {
    size_t larger = 2 * needed;
    auto *moved = static_cast<char *>(hostAllocate(larger));
    if (!moved)
      return;
    if (size != 0)
      memcpy(moved, bytes, size);
    hostFree(bytes);
    bytes = moved;
    capacity = larger;
  }
  if (!part.empty())
    memcpy(bytes + size, part.data(), part.size());
  size += part.size();
}

void Text::appendClean(StringView name) {
  while (!name.empty()) {
    uint32_t codePoint = 0;
    size_t length = name[0] == '\0' ? 0 : decodeUtf8(name, codePoint);
    append(length ? name.substr(0, length) : StringView("\xef\xbf\xbd"));
    name = name.substr(length ? length : 1);
  }
}

void Text::appendEscaped(StringView name) {
  char escape[4];
  while (!name.empty())
    append(takeEscaped(name, escape));
}

char *Text::release() {
  append("");
  char *released = bytes;
  if (released)
    released[size] = '\0';
  bytes = nullptr;
  size = capacity = 0;
  return released;
}

}  // namespace wasmc::rt
