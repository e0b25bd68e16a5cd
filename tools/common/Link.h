// Objects and the runtime to an executable, by lld in process.
#pragma once

#include "codegen/Options.h"

#include <expected>
#include <span>
#include <string>
#include <string_view>

namespace wasmc {

// One input of a link besides the runtime's archive. Borrows its contents.
struct LinkInput {
  enum class Kind : uint8_t {
    Object,
    Archive,  // of what the inputs before it lack; it is searched before the runtime's
    Data,     // bytes as they are: the symbol `symbol` stands before the first, `symbol` + "End" behind the last
  } kind;
  std::string_view contents;
  std::string symbol;
};

// The bytes of a static position-independent executable of what the symbol `entry` can reach. The error is the linker's own text.
// Not to be called from several threads at once.
std::expected<std::string, std::string> linkExecutable(std::span<const LinkInput> inputs, const CodegenOptions &options,
                                                       const std::string &entry = "_start");

}  // namespace wasmc
