// Numbers for types, so that equality of types is equality of numbers (specification, 2.3.10: a recursion group is equal to
// another when they are the same but for references into the groups themselves).
#pragma once

#include "frontend/Module.h"

#include <map>
#include <string>

namespace wasmc {

class TypeNumbering {
public:
  // Appends to module.canonicalTypes the numbers of a group whose types are the module's last ones. All types before it are
  // numbered. Takes time linear in the size of the group, but for a logarithmic factor.
  void add(Module &module, RecGroup group);

private:
  // A group's content with references into the group made relative, and references out of it by number; to its first type.
  // Ordered, because a module can be made whose contents collide in a hash table.
  std::map<std::u32string, uint32_t> groups;
};

}  // namespace wasmc
