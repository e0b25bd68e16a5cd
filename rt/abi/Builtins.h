// Prototypes of the functions in Builtins.def, so that a definition which disagrees with the list does not compile.
#pragma once

#include <stdint.h>

namespace wasmc::abi {

using Void = void;
using I32 = uint32_t;
using I64 = uint64_t;
using Ptr = void *;

extern "C" {
#define WASMC_BUILTIN(name, result, ...) result wasmc_##name(__VA_ARGS__);
#include "rt/abi/Builtins.def"
#undef WASMC_BUILTIN
}

}  // namespace wasmc::abi
