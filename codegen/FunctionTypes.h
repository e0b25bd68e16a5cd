// Canonical numbers for function types, one numbering for all modules of an executable, so that call_indirect compares two
// integers.
#pragma once

#include "frontend/Types.h"

#include <cstdint>
#include <vector>

namespace wasmc {

class FunctionTypes {
public:
  // Equal types have equal numbers, from 1 on (0 marks a missing function).
  uint32_t number(const FuncType &type) {
    for (size_t i = 0; i < known.size(); ++i)
      if (known[i] == type)
        return static_cast<uint32_t>(i + 1);
    known.push_back(type);
    return static_cast<uint32_t>(known.size());
  }

private:
  std::vector<FuncType> known;
};

}  // namespace wasmc
