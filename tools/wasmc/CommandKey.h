// What the outputs of one command are found by in the cache.
#pragma once

#include "tools/wasmc/Inputs.h"
#include "tools/wasmc/Options.h"

#include <optional>
#include <vector>

namespace wasmc {

// One key for each output, in the order of options.emit: of everything that they are made from. The modules have been read, not decoded.
std::vector<cache::Key> outputKeys(const Options &options, const LoadedProgram &program, const cache::Key &compiler);

}  // namespace wasmc
