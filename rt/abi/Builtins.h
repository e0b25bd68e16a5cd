// Prototypes of the functions in Builtins.def, so that a definition which disagrees with the list does not compile.
#pragma once

#include <stdint.h>

// In libwasmc plugins find them by number (rt/abi/Plugin.h), and some of the names are those of the C interface.
#ifdef WASMC_HOSTED
#define WASMC_BUILTIN_SYMBOL(name) "wasmc_builtin_" #name
#else
#define WASMC_BUILTIN_SYMBOL(name) "wasmc_" #name
#endif

namespace wasmc::abi {

using Void = void;
using I32 = uint32_t;
using I64 = uint64_t;
using Ptr = void *;

#define WASMC_BUILTIN(name, result, ...) result wasmc_##name(__VA_ARGS__) asm(WASMC_BUILTIN_SYMBOL(name));
#include "rt/abi/Builtins.def"
#undef WASMC_BUILTIN

}  // namespace wasmc::abi
