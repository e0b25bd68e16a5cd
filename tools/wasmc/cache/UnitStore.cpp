#include "tools/wasmc/cache/UnitStore.h"

namespace wasmc::cache {

// Code generation knows its version only: builds are told apart here.
Key UnitStore::keyOf(const UnitKey &unit) const {
  KeyHash hash("wasmc unit");
  hash.add(cache.compiler);
  hash.add(unit);
  return hash.finish();
}

std::optional<std::string> UnitStore::find(const UnitKey &unit) {
  ++askedCount;
  std::optional<Entry> entry = cache.store.find(keyOf(unit));
  if (!entry)
    return std::nullopt;
  ++foundCount;
  return std::string(entry->contents());
}

void UnitStore::add(const UnitKey &unit, std::string_view object) { cache.store.add(keyOf(unit), object, /*executable=*/false); }

}  // namespace wasmc::cache
