// Which proposal an opcode belongs to that Opcodes.def does not list yet: for messages that name what a module needs.
#pragma once

#include "frontend/Features.h"

#include <cstdint>
#include <optional>

namespace wasmc {

// `prefix` is 0 for an opcode of one byte, which is then `number`; else the prefix byte, with the number behind it.
// Nothing when no proposal that wasmc knows has such an opcode: then it is illegal. Ask only for what Opcodes.def does not have.
std::optional<Feature> featureOfUnsupportedOpcode(uint32_t prefix, uint32_t number);

}  // namespace wasmc
