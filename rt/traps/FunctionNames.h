// Names of guest functions, from the section wasmc_names (rt/abi/Layout.h).
#pragma once

#include "rt/core/StringView.h"

#include <stdint.h>

namespace wasmc::rt {

// The name of the guest function that contains the code address `pc`: untrusted bytes, to be escaped before they are shown. Empty
// when the executable was stripped of names or the function has none.
StringView functionName(uint64_t pc);

}  // namespace wasmc::rt
