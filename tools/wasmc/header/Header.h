// The C header of a library: an instance type with one function per export, declarations of what the host is to define.
#pragma once

#include "codegen/Codegen.h"

namespace wasmc {

struct HeaderInput {
  const std::vector<InputModule> &modules;  // the last one is the main module
  std::string prefix;                       // libraryPrefix()
  std::string fileName;                     // of the main module, for a comment; any bytes
  bool isLinked;                            // the program has the plugin's object; else it opens a shared one
};

// C99, and C++17 with more for that. The same input gives the same text.
std::string makeHeader(const HeaderInput &input);

}  // namespace wasmc
