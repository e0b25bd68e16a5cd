// The operators as an enumeration, generated from Opcodes.def, with what messages and dispatch need to know of each.
#pragma once

#include "frontend/Features.h"

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

// Opcodes that announce a second number, LEB128-encoded.
constexpr bool isPrefix(uint8_t byte) { return byte >= 0xFB && byte <= 0xFE; }

// The operator with this encoding (see OpInfo), or nothing.
std::optional<Op> findOp(uint32_t prefix, uint32_t number);

}  // namespace wasmc
