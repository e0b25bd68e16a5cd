// What wasmc says to people, all on standard error.
#pragma once

#include <string_view>

namespace wasmc {

// `app.wasm: error: No such file or directory`, `app.wat:3:14: error: unknown operator`
void reportError(std::string_view place, std::string_view message);
void reportWarning(std::string_view place, std::string_view message);

// Makes crashes and fatal errors inside LLVM end with status 3 and a request to report them.
void installInternalErrorHandlers();

}  // namespace wasmc
