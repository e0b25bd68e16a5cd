// String literals (specification, 6.3.3).
#pragma once

#include <string>
#include <string_view>

namespace wasmc::text {

// Where the string literal ends that starts with the quote at `begin`: behind its closing quote; or what is wrong with it.
struct StringEnd {
  size_t end = 0;
  std::string_view error;  // empty when it is well-formed
  size_t errorAt = 0;
};
StringEnd scanString(std::string_view source, size_t begin);

// Appends the bytes that a well-formed literal, quotes included, stands for.
void appendString(std::string_view literal, std::string &bytes);

}  // namespace wasmc::text
