// How a system call filter finds the rule for a number.
#pragma once

#include <cstdint>
#include <memory>
#include <span>

namespace wasmc {

// Of the numbers in a range, given as part of a sorted list: they are compared with in turn, or the range is divided first.
struct NumberSearch {
  std::span<const uint32_t> numbers;           // none: nothing in the range is found
  uint32_t split = 0;                          // where `above` begins
  std::unique_ptr<NumberSearch> below, above;  // both, or neither
};

// The cheapest one: when a filter is installed the kernel translates each of its instructions, and runs it for every number that it
// knows, to remember which ones are always permitted. `numbers`: sorted, each once.
NumberSearch cheapestSearch(std::span<const uint32_t> numbers);

}  // namespace wasmc
