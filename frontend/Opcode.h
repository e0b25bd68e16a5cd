// The operators as an enumeration, generated from Opcodes.def, with what messages and dispatch need to know of each.
#pragma once

#include "frontend/Features.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace wasmc {

enum class Op : uint16_t {
#define WASMC_FIXED(name, text, encoding, immediate, signature, feature) name,
#define WASMC_CUSTOM(name, text, encoding, immediate, feature) name,
#include "frontend/Opcodes.def"
#undef WASMC_FIXED
#undef WASMC_CUSTOM
};

struct OpInfo {
  std::string_view text;  // as the text format spells it
  uint32_t encoding;      // prefix << 16 | number
  Feature feature;
};

inline constexpr OpInfo opInfos[] = {
#define WASMC_FIXED(name, text, encoding, immediate, signature, feature) {text, encoding, Feature::feature},
#define WASMC_CUSTOM(name, text, encoding, immediate, feature) {text, encoding, Feature::feature},
#include "frontend/Opcodes.def"
#undef WASMC_FIXED
#undef WASMC_CUSTOM
};
inline constexpr size_t opCount = sizeof(opInfos) / sizeof(opInfos[0]);

constexpr const OpInfo &info(Op op) { return opInfos[static_cast<size_t>(op)]; }

// The features again, close together: a decoder looks there at every step.
inline constexpr auto opFeatures = [] {
  std::array<Feature, opCount> features{};
  for (size_t op = 0; op < opCount; ++op)
    features[op] = opInfos[op].feature;
  return features;
}();

// Opcodes that announce a second number, LEB128-encoded.
constexpr bool isPrefix(uint8_t byte) { return byte >= 0xFB && byte <= 0xFE; }

inline constexpr uint16_t noOp = 0xFFFF;

// The operators of one prefix, indexed by number.
template <uint32_t Prefix, size_t Size> constexpr std::array<uint16_t, Size> opsByNumber() {
  std::array<uint16_t, Size> table{};
  table.fill(noOp);
  for (size_t op = 0; op < opCount; ++op)
    if (opInfos[op].encoding >> 16 == Prefix)
      table[opInfos[op].encoding & 0xFFFF] = static_cast<uint16_t>(op);
  return table;
}
// Those of one byte, for a decoder's every step; noOp for prefixes too.
inline constexpr auto plainOps = opsByNumber<0, 0x100>();

// The operator with this encoding (see OpInfo), or nothing.
std::optional<Op> findOp(uint32_t prefix, uint32_t number);

}  // namespace wasmc
