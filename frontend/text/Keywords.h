// The words of the text format.
#pragma once

#include "frontend/Opcode.h"

#include <optional>
#include <string_view>

namespace wasmc::text {

// The instruction that the keyword begins; of several, the first in Opcodes.def.
std::optional<Op> findInstruction(std::string_view keyword);

// Whether the word means something in some place, of modules or scripts.
bool isKeyword(std::string_view word);

}  // namespace wasmc::text
