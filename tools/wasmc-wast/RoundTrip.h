// The printer and the assembler against each other.
#pragma once

#include "tools/wasmc-wast/Runner.h"

namespace wasmc {

// Every valid module of the script is printed, assembled, and printed again. The second text must be the first one, the assembled
// module as valid as the original, and its function bodies the same bytes if the original was assembled, too.
ScriptReport runRoundTrip(const std::vector<text::ScriptCommand> &commands, FeatureSet features);

}  // namespace wasmc
