#include "rt/traps/TrapCode.h"

namespace wasmc::rt {

StringView trapText(TrapCode code) {
  switch (code) {
#define WASMC_TRAP(name, text) \
  case TrapCode::name: return text;
#include "rt/abi/Traps.def"
#undef WASMC_TRAP
  }
  return "unknown trap";
}

}  // namespace wasmc::rt
