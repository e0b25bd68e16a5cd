// Calls whose values are in registers (WASMC_TYPED_CALL).
#pragma once

#include "rt/host/Instance.h"

namespace wasmc::rt {

// Whether calls.S can call functions of this type: their values fit in the registers that it knows of, and the library's functions
// take them there.
bool hasRegisterForm(const abi::Library &library, const abi::TypeDesc &type);

}  // namespace wasmc::rt
