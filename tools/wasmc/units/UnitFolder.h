// A compilation in a folder: its units, for a build system to compile, and what is made of their objects.
#pragma once

#include "tools/wasmc/Diagnostics.h"
#include "tools/wasmc/Inputs.h"
#include "tools/wasmc/Products.h"

#include <expected>

namespace wasmc {

enum class InputKind : uint8_t { Module, Unit, Folder };
InputKind inputKind(const std::string &path);

// Reports what is wrong with a file; the status of that.
inline std::unexpected<int> refused(const std::string &file, const std::string &message) {
  reportError(file, message);
  return std::unexpected<int>(statusRefused);
}

// Compiles to units in the folder that the options name. Files that are the same are not written. False after reporting what is wrong.
bool emitUnits(const Options &options, LoadedProgram &program);

// What a folder's objects make together, or what one unit is compiled to: the products, or the status to exit with once everything
// has been reported.
std::expected<Products, int> linkUnits(Options options);
std::expected<Products, int> compileUnit(const Options &options);

}  // namespace wasmc
