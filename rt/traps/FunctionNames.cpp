#include "rt/traps/FunctionNames.h"

#include "rt/abi/Layout.h"

extern "C" {
[[gnu::weak, gnu::visibility("hidden")]] extern const wasmc::abi::FunctionName __start_wasmc_names[], __stop_wasmc_names[];
}

namespace wasmc::rt {

StringView functionName(uint64_t pc) {
  // The section is in the order in which the linker placed the units, so all of it is searched; it happens once per reported frame.
  const abi::FunctionName *best = nullptr;
  uint64_t bestBegin = 0;
  for (const abi::FunctionName *entry = __start_wasmc_names; entry < __stop_wasmc_names; ++entry) {
    uint64_t begin = reinterpret_cast<uint64_t>(&entry->codeOffset) + static_cast<uint64_t>(int64_t{entry->codeOffset});
    if (begin <= pc && begin >= bestBegin) {
      best = entry;
      bestBegin = begin;
    }
  }
  return best ? StringView(reinterpret_cast<const char *>(&best->nameOffset) + best->nameOffset) : StringView();
}

}  // namespace wasmc::rt
