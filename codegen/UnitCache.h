// Where compiled units of code may be kept from one compilation to the next (codegen/README.md, "Units").
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wasmc {

// Identifies what a unit is compiled from, and how: BLAKE3 of its bitcode before optimisation, of the options that code generation
// looks at, and of the versions of wasmc and LLVM. Two builds of one version make the same keys: where both may use one cache, it is
// the cache that tells them apart.
using UnitKey = std::array<uint8_t, 32>;

// Both functions are called from several threads at once.
class UnitCache {
public:
  virtual ~UnitCache() = default;

  // The bytes that were added under the key; none: they are not there. Bytes are taken for what was added: damage to what is kept is
  // for the cache to find.
  virtual std::optional<std::string> find(const UnitKey &key) = 0;
  // Keeps the bytes, an object, if it can. Failure is no error: the unit is compiled again next time.
  virtual void add(const UnitKey &key, std::string_view object) = 0;
};

}  // namespace wasmc
