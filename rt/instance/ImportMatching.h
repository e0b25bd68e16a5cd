// Whether something provided may stand for an import (specification, 3.3.11 to 3.3.15: matching of external types).
#pragma once

#include "rt/abi/Module.h"

namespace wasmc::rt {

// `provided.type` is not null. Memories and tables have their current size as minimum. `types` are those of the modules that both
// come from.
bool matchesImport(const abi::Extern &provided, const abi::ExternType &wanted, const abi::CanonicalType *types);

}  // namespace wasmc::rt
