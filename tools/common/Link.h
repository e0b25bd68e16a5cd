// Objects and the runtime to an executable, by lld in process.
#pragma once

#include "codegen/Options.h"
#include "codegen/link/LinkJob.h"

#include <span>

namespace wasmc {

// The bytes of a static position-independent executable of what the symbol `entry` can reach of the inputs and of the runtime's
// archive, which comes last. The error is the linker's own text.
std::expected<std::string, std::string> linkExecutable(std::span<const LinkInput> inputs, const CodegenOptions &options,
                                                       const std::string &entry = "_start");

}  // namespace wasmc
