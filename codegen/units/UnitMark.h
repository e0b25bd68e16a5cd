// What tells of an object which unit it was compiled from, whoever did that.
#pragma once

#include "codegen/UnitCache.h"

#include <llvm/IR/Module.h>

namespace wasmc {

// A section with the unit's key, which joining takes out.
inline constexpr const char *unitMarkSection = "wasmc_unit";

void markUnit(llvm::Module &ir, const UnitKey &key);

}  // namespace wasmc
