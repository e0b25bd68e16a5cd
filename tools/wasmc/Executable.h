// From a compiled program to an executable with its walls and a description of itself.
#pragma once

#include "tools/wasmc/Inputs.h"
#include "tools/wasmc/Options.h"

namespace wasmc {

// The executable's bytes. The error is the linker's text.
std::expected<std::string, std::string> makeExecutable(const std::string &object, const LoadedProgram &program,
                                                       const Options &options);

}  // namespace wasmc
