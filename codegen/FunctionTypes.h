// Canonical numbers for function types, one numbering for all modules of an executable, so that call_indirect compares two
// integers.
#pragma once

#include "frontend/Types.h"

#include <cstdint>
#include <map>
#include <vector>

namespace wasmc {

class FunctionTypes {
public:
  // Equal types have equal numbers, from 1 on (0 marks a missing function).
  uint32_t number(const FuncType &type) {
    auto [entry, isNew] = known.try_emplace(type, static_cast<uint32_t>(known.size() + 1));
    if (isNew)
      inOrder.push_back(&entry->first);
    return entry->second;
  }

  // Those that have a number: type n at index n - 1.
  const std::vector<const FuncType *> &all() const { return inOrder; }

private:
  std::map<FuncType, uint32_t> known;
  std::vector<const FuncType *> inOrder;
};

}  // namespace wasmc
