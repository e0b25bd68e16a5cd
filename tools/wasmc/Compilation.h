// From modules to the contents of every output.
#pragma once

#include "tools/wasmc/Inputs.h"
#include "tools/wasmc/Options.h"

#include <optional>

namespace wasmc {

// The contents of all kinds, in the order of options.emit. A warning has been reported if it is not to be missed next time.
struct Outputs {
  std::vector<std::string> contents;
  bool hasWarnings = false;
};

// Of modules that have been read. Nothing after reporting what is wrong.
std::optional<Outputs> compile(const Options &options, LoadedProgram &program);

}  // namespace wasmc
