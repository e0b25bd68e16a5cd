// The compiled units of code generation, in the user's cache: where one function has changed, only its unit is compiled again.
#pragma once

#include "codegen/UnitCache.h"
#include "tools/wasmc/cache/Cache.h"

#include <atomic>

namespace wasmc::cache {

class UnitStore final : public UnitCache {
public:
  explicit UnitStore(Cache cache) : cache(std::move(cache)) {}

  std::optional<std::string> find(const UnitKey &unit) override;
  void add(const UnitKey &unit, std::string_view object) override;

  // How many were asked for, and how many of them were there.
  unsigned asked() const { return askedCount; }
  unsigned found() const { return foundCount; }

private:
  Key keyOf(const UnitKey &unit) const;

  const Cache cache;
  std::atomic<unsigned> askedCount = 0, foundCount = 0;
};

}  // namespace wasmc::cache
