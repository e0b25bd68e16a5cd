// From a compiled program to an executable with its walls and a description of itself.
#pragma once

#include "tools/wasmc/Inputs.h"
#include "tools/wasmc/Options.h"

namespace wasmc {

// What an executable says about itself: a note of this section, owner and type, whose contents are JSON. `wasmc inspect` prints it.
inline constexpr std::string_view noteSection = ".note.wasmc", noteOwner = "wasmc";
inline constexpr uint32_t noteType = 1;

// The executable's bytes. The error is the linker's text.
std::expected<std::string, std::string> makeExecutable(const std::string &object, const LoadedProgram &program,
                                                       const Options &options);

}  // namespace wasmc
