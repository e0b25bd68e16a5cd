// The parts of a header. Each is text for the names and types of the interface, with the library's prefix.
#pragma once

#include "tools/wasmc/header/Interface.h"

namespace wasmc {

// What the program is to define, and what else it is to give.
std::string importDeclarations(const Interface &interface, const std::string &prefix);
// The functions that libwasmc calls for that, and the statements that tell it: `error` is null until one fails.
std::string importCallbacks(const Interface &interface, const std::string &prefix);
std::string addingImports(const Interface &interface, const std::string &prefix);

// The instance's structure; making, resetting and deleting one.
std::string instancePart(const Interface &interface, const std::string &prefix);

// One function per export.
std::string exportFunctions(const Interface &interface, const std::string &prefix);

// The class for C++.
std::string cppPart(const Interface &interface, const std::string &prefix);

}  // namespace wasmc
