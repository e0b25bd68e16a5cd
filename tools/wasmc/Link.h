// Objects and the runtime to an executable, by lld in process.
#pragma once

#include "codegen/Options.h"

#include <expected>
#include <string>

namespace wasmc {

// The bytes of a static position-independent executable. The error is the linker's own text.
std::expected<std::string, std::string> linkExecutable(const std::string &object, const CodegenOptions &options);

}  // namespace wasmc
