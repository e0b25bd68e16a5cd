// Builtins that only executables call: who takes a plugin in has seen that it needs none of them (Module.cpp).
#include "rt/abi/Builtins.h"
#include "rt/core/Message.h"

namespace wasmc::abi {

using rt::internalError;

void wasmc_prepare_threads() { internalError("a plugin that starts threads"); }
Ptr wasmc_gc_allocate(I64, I64) { internalError("a plugin that allocates objects"); }
void wasmc_gc_add_roots(Ptr) { internalError("a plugin with roots"); }
void wasmc_gc_remove_roots(Ptr) { internalError("a plugin with roots"); }

}  // namespace wasmc::abi
