// Where a byte of a text is, for people.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace wasmc::text {

struct Position {
  uint64_t line = 1;
  uint64_t column = 1;  // in characters
};

// An offset behind the end is taken for the end.
inline Position positionOf(std::string_view text, uint64_t offset) {
  std::string_view before = text.substr(0, offset);
  size_t lineStart = before.rfind('\n') + 1;  // npos + 1 is 0
  auto isCharacter = [](char c) { return (static_cast<uint8_t>(c) & 0xC0) != 0x80; };
  return {1 + static_cast<uint64_t>(std::ranges::count(before, '\n')),
          1 + static_cast<uint64_t>(std::ranges::count_if(before.substr(lineStart), isCharacter))};
}

}  // namespace wasmc::text
