#include "rt/sandbox/PolicyNumbers.h"

#include "rt/core/Span.h"

namespace wasmc::rt::sandbox {

namespace {

constexpr uint64_t mostSigned = UINT64_MAX >> 1;  // what the kernel's own signed numbers hold

struct Unit {
  StringView name;
  uint64_t factor;
};

constexpr Unit sizeUnits[] = {{"", 1},
                              {"K", uint64_t{1} << 10},
                              {"KiB", uint64_t{1} << 10},
                              {"M", uint64_t{1} << 20},
                              {"MiB", uint64_t{1} << 20},
                              {"G", uint64_t{1} << 30},
                              {"GiB", uint64_t{1} << 30},
                              {"T", uint64_t{1} << 40},
                              {"TiB", uint64_t{1} << 40}};
constexpr Unit durationUnits[] = {
    {"us", 1'000}, {"ms", 1'000'000}, {"s", 1'000'000'000}, {"m", 60'000'000'000}, {"h", 3'600'000'000'000}};

// Removes the digits at the beginning of `text`. False when there are none or they say more than `most`.
bool takeDigits(StringView &text, uint64_t most, uint64_t &value) {
  uint64_t number = 0;
  size_t used = 0;
  for (; used < text.size() && text[used] >= '0' && text[used] <= '9'; ++used)
    if (__builtin_mul_overflow(number, 10u, &number) ||
        __builtin_add_overflow(number, static_cast<uint64_t>(text[used] - '0'), &number))
      return false;
  if (used == 0 || number > most)
    return false;
  text = text.substr(used);
  value = number;
  return true;
}

bool parseWithUnit(StringView text, Span<const Unit> units, uint64_t &value) {
  uint64_t number;
  if (!takeDigits(text, mostSigned, number))
    return false;
  for (const Unit &unit : units) {
    if (!(unit.name == text))
      continue;
    if (__builtin_mul_overflow(number, unit.factor, &number) || number == 0 || number > mostSigned)
      return false;
    value = number;
    return true;
  }
  return false;
}

}  // namespace

bool parseCount(StringView text, uint64_t most, uint64_t &value) {
  uint64_t number;
  if (!takeDigits(text, most, number) || !text.empty() || number == 0)
    return false;
  value = number;
  return true;
}

bool parseSize(StringView text, uint64_t &value) { return parseWithUnit(text, sizeUnits, value); }

bool parseDuration(StringView text, uint64_t &value) { return parseWithUnit(text, durationUnits, value); }

bool parsePort(StringView text, uint16_t &value) {
  uint64_t number;
  if (!takeDigits(text, UINT16_MAX, number) || !text.empty())
    return false;
  value = static_cast<uint16_t>(number);
  return true;
}

}  // namespace wasmc::rt::sandbox
