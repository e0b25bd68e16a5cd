// A builtin that only executables call: wasmc makes no plugin that starts threads.
#include "rt/abi/Builtins.h"
#include "rt/core/Message.h"

namespace wasmc::abi {

using rt::internalError;

void wasmc_prepare_threads() { internalError("a plugin that starts threads"); }

}  // namespace wasmc::abi
