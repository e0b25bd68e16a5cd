// What is wrong with an input, and where. Every error of the front end is one of these; nothing throws.
#pragma once

#include <cstdint>
#include <expected>
#include <string>

namespace wasmc {

struct Diagnostic {
  uint64_t offset = 0;  // in bytes from the start of the input
  std::string message;  // begins with the specification's text for the error where it has one; no trailing full stop
};

template <typename T> using Result = std::expected<T, Diagnostic>;

inline std::unexpected<Diagnostic> failure(uint64_t offset, std::string message) {
  return std::unexpected(Diagnostic{offset, std::move(message)});
}

}  // namespace wasmc
