// Canonical numbers for function types, one numbering for all modules of an executable, so that call_indirect compares two
// integers.
#pragma once

#include "frontend/Types.h"

#include <cstdint>
#include <map>

namespace wasmc {

class FunctionTypes {
public:
  // Equal types have equal numbers, from 1 on (0 marks a missing function).
  uint32_t number(const FuncType &type) { return known.try_emplace(type, static_cast<uint32_t>(known.size() + 1)).first->second; }

private:
  std::map<FuncType, uint32_t> known;
};

}  // namespace wasmc
