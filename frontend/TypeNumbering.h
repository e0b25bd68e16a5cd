// Numbers for types, so that equality of types is equality of numbers (specification, 2.3.10: a recursion group is equal to
// another when they are the same but for references into the groups themselves).
#pragma once

#include "frontend/Module.h"

#include <map>
#include <string>

namespace wasmc {

class TypeNumbering {
public:
  // Appends to `numbers`, which has those of all the module's types before it, the numbers of a group: the same as before if such a
  // group has been added, from this or another module; else the numbers from `next` on, and the result is true. Takes time linear
  // in the size of the group, but for a logarithmic factor.
  bool add(const Module &module, RecGroup group, std::vector<uint32_t> &numbers, uint32_t next);

private:
  // A group's content with references into the group made relative, and references out of it by number; to its first number.
  // Ordered, because a module can be made whose contents collide in a hash table.
  std::map<std::u32string, uint32_t> groups;
};

}  // namespace wasmc
