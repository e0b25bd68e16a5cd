// Runs what a script asserts about modules before they execute.
#pragma once

#include "frontend/Features.h"
#include "tools/wasmc-wast/Report.h"

namespace wasmc {

// Every module of the script is assembled, decoded and validated, and every assertion about that is judged. What is about execution
// is skipped.
ScriptReport runValidation(const std::vector<text::ScriptCommand> &commands, FeatureSet features);

}  // namespace wasmc
