// What an output says about itself: a note of JSON, which `wasmc inspect` prints.
#pragma once

#include "tools/wasmc/Inputs.h"
#include "tools/wasmc/Options.h"

#include <llvm/Support/JSON.h>

namespace wasmc {

inline constexpr const char *noteSection = ".note.wasmc";
inline constexpr std::string_view noteOwner = "wasmc";
inline constexpr uint32_t noteType = 1;

// A string that JSON can hold, whatever bytes the user's were.
std::string printable(std::string_view text);

// Compiler, options about code, modules.
llvm::json::Object describeBuild(const LoadedProgram &program, const Options &options);

// The contents of the section noteSection.
std::string makeNote(llvm::json::Object description);

}  // namespace wasmc
