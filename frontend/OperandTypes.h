// The signatures of Opcodes.def as compile-time values: "ii:i" is [i32 i32] -> [i32].
#pragma once

#include <array>
#include <cstddef>
#include <type_traits>

namespace wasmc {

struct Signature {
  static constexpr size_t capacity = 8;  // of letters and the colon
  char letters[capacity] = {};
  size_t parameterCount = 0;
  size_t resultCount = 0;

  template <size_t N> consteval explicit Signature(const char (&text)[N]) {
    static_assert(N <= capacity);
    bool inResults = false;
    for (size_t i = 0; i + 1 < N; ++i) {
      if (text[i] == ':') {
        inResults = true;
        continue;
      }
      letters[parameterCount + resultCount] = text[i];
      ++(inResults ? resultCount : parameterCount);
    }
  }
  constexpr char parameter(size_t i) const { return letters[i]; }
  constexpr char result(size_t i) const { return letters[parameterCount + i]; }
};

// What a visitor's method for an operator with that many results returns.
template <typename Value, size_t Results>
using FixedResult = std::conditional_t<Results == 0, void, std::conditional_t<Results == 1, Value, std::array<Value, Results>>>;

}  // namespace wasmc
