// The traps by name. Their numbers and texts are in rt/abi/Traps.def.
#pragma once

#include "rt/core/StringView.h"

#include <stdint.h>

namespace wasmc::rt {

enum class TrapCode : uint8_t {
#define WASMC_TRAP(name, text) name,
#include "rt/abi/Traps.def"
#undef WASMC_TRAP
};

// How many there are: numbers from here on are no traps.
inline constexpr uint32_t trapCodeCount = 0
#define WASMC_TRAP(name, text) +1
#include "rt/abi/Traps.def"
#undef WASMC_TRAP
    ;

// As the official test suite spells it.
StringView trapText(TrapCode code);

}  // namespace wasmc::rt
