// Integers as text, in a buffer of their own: `writeMessage("descriptor ", Decimal(fd))`. The text lives as long as the object.
#pragma once

#include "rt/core/StringView.h"

#include <stdint.h>

namespace wasmc::rt {

class NumberText {
public:
  constexpr operator StringView() const { return {buffer + begin, sizeof buffer - begin}; }

protected:
  constexpr void prepend(char c) { buffer[--begin] = c; }
  constexpr void prependDigits(uint64_t value, unsigned base) {
    do {
      prepend("0123456789abcdef"[value % base]);
      value /= base;
    } while (value != 0);
  }

private:
  char buffer[24];  // the longest: 20 digits and a sign
  uint8_t begin = sizeof buffer;
};

// `42`, `-7`.
class Decimal : public NumberText {
public:
  template <typename Integer> explicit constexpr Decimal(Integer value) {
    if (value < 0) {
      prependDigits(-static_cast<uint64_t>(value), 10);
      prepend('-');
    } else {
      prependDigits(static_cast<uint64_t>(value), 10);
    }
  }
};

// `0x1f`.
class Hex : public NumberText {
public:
  explicit constexpr Hex(uint64_t value) {
    prependDigits(value, 16);
    prepend('x');
    prepend('0');
  }
};

}  // namespace wasmc::rt
