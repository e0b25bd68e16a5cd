// The kinds of output: where each goes.
#pragma once

#include "tools/wasmc/Options.h"

namespace wasmc {

// Whether code is generated for it.
bool needsCompiling(EmitKind kind);
// Whether code generation makes it by itself, without linking.
bool isOfCode(EmitKind kind);
// Whether its file is to be executable.
bool isExecutable(EmitKind kind);
// OUTPUT itself for one kind; OUTPUT or the input's stem with the kind's ending otherwise.
std::string outputPath(const Options &options, EmitKind kind);

}  // namespace wasmc
