// What wasmc says to people, all on standard error.
#pragma once

#include "frontend/Diagnostic.h"

#include <string_view>

namespace wasmc {

// `app.wasm:0x1a3: error: type mismatch...`
void reportError(std::string_view path, const Diagnostic &diagnostic);
void reportWarning(std::string_view path, const Diagnostic &diagnostic);
// `app.wasm: error: No such file or directory`
void reportError(std::string_view path, std::string_view message);

// Makes crashes and fatal errors inside LLVM end with status 3 and a request to report them.
void installInternalErrorHandlers();

}  // namespace wasmc
