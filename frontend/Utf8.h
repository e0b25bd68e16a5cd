// Which bytes are UTF-8. Source: The Unicode Standard, table 3-7 (well-formed UTF-8 byte sequences).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace wasmc {

// How many bytes at the start are well-formed; bytes.size() when all of them are.
size_t utf8Prefix(std::span<const uint8_t> bytes);

inline bool isUtf8(std::span<const uint8_t> bytes) { return utf8Prefix(bytes) == bytes.size(); }

}  // namespace wasmc
