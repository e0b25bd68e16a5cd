// What functions and tags of a module are called, by people and in the object's symbol table.
#pragma once

#include "frontend/Module.h"

#include <map>
#include <string>

namespace wasmc {

class FunctionNames {
public:
  // Borrows it.
  explicit FunctionNames(const Module &module);

  // From the name section, else the first export, else by index. For an import: where it is imported from.
  std::string display(uint32_t function) const;
  // Names in the object are for people and debuggers only: everything is local to it.
  std::string symbol(uint32_t function) const;

private:
  const Module &module;
  std::map<uint32_t, std::string_view> exportNames;  // the first of each
};

// What a tag that the module defines is called: as in the name section, else as its first export, else by its index.
std::string tagName(const Module &module, uint32_t tag);

}  // namespace wasmc
