// A relocatable ELF object of nothing but data, for the linker: what is only known once everything else is.
#pragma once

#include "codegen/Options.h"

#include <string>
#include <vector>

namespace wasmc {

// Loaded with the executable, aligned to 8 bytes; notes to 4.
struct DataSection {
  std::string name;
  enum class Kind : uint8_t { Constant, Variable, Code, Note } kind;
  std::string contents;
  std::string symbol;  // a hidden one for its first byte; empty: none
};

// `undefined` is a symbol that the object refers to without using it: the linker takes its definition from an archive. Empty: none.
std::string makeDataObject(TargetCpu target, const std::vector<DataSection> &sections, const std::string &undefined = "");

}  // namespace wasmc
