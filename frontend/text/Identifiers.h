// The names that a binary module carries for its parts, made into identifiers of the text format (specification, 6.3.5 and the
// appendix "Name Section").
#pragma once

#include "frontend/Module.h"

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

namespace wasmc::text {

// Where an identifier must be unique: a module's index space, or that of one function or type.
struct NameScope {
  NameKind kind;
  uint32_t owner = 0;
  friend auto operator<=>(const NameScope &, const NameScope &) = default;
};

class Identifiers {
public:
  // Borrows the module's names.
  explicit Identifiers(const Module &module);

  // `$name`, or nothing if the part has no name, or has one that another part in the scope has too. Labels need not be unique.
  std::string use(NameScope scope, uint32_t index) const;
  // The same in front of a part's definition; a name that can't be its identifier becomes an annotation. Begins with a space.
  std::string define(NameScope scope, uint32_t index) const;

private:
  struct Names {
    std::unordered_map<uint32_t, std::string_view> byIndex;
    std::unordered_map<std::string_view, uint32_t> owners;  // the lowest index with that name
  };
  void add(NameScope scope, uint32_t index, std::string_view name);
  std::string_view find(NameScope scope, uint32_t index, bool mustBeUnique) const;

  std::map<NameScope, Names> scopes;
};

// A string literal, its quotes included, of printable ASCII only.
std::string quote(std::string_view bytes);

}  // namespace wasmc::text
