// The places of our own passes among LLVM's.
#pragma once

#include "codegen/Context.h"

#include <llvm/Passes/PassBuilder.h>

namespace wasmc {

// `context` outlives the pipeline that `passes` builds.
void registerGuestPasses(llvm::PassBuilder &passes, const Context &context);

// Whether loads have to be kept because they may trap.
inline bool keepsTrappingLoads(const CodegenOptions &options) {
  return options.bounds == BoundsMode::Guard && !options.dropDeadLoads;
}

// Whether loops and straight code are vectorised.
inline bool vectorizes(const CodegenOptions &options) { return options.level == OptLevel::O2 || options.level == OptLevel::O3; }

}  // namespace wasmc
