// `wasmc inspect FILE`: what a module needs, or what was baked into an executable or a library.
#pragma once

#include "tools/wasmc/Inputs.h"
#include "tools/wasmc/Options.h"

#include <llvm/Support/JSON.h>

namespace wasmc {

// Prints the description; the exit status.
int inspect(const InspectOptions &options);

// Of a module that has been read with every feature on; the error is the first one in a body.
Result<llvm::json::Object> describeModule(const LoadedProgram &program, unsigned threads);

// Whether the file is of a kind, ELF or an archive, that wasmc writes.
bool isOutput(std::string_view contents);
// Of such a file, which may be any: the error is a sentence.
std::expected<llvm::json::Object, std::string> describeOutput(std::string_view contents);

// The document as a person reads it. What it lacks, or has in another form than expected, is left out; control characters are
// escaped.
std::string textOf(const llvm::json::Object &document);

}  // namespace wasmc
