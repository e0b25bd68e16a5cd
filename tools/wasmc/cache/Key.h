// What the cache finds things by: a hash of everything that they were made from.
#pragma once

#include <array>
#include <cstdint>
#include <llvm/Support/BLAKE3.h>
#include <optional>
#include <string_view>

namespace wasmc::cache {

using Key = std::array<uint8_t, 32>;

// BLAKE3 of a sequence of values, each of which begins with its size: other values never give the same input.
class KeyHash {
public:
  // `domain` tells apart what is hashed for different purposes.
  explicit KeyHash(std::string_view domain) { add(domain); }

  void add(std::string_view value);
  void add(uint64_t value);
  void add(const Key &value) { add({reinterpret_cast<const char *>(value.data()), value.size()}); }
  Key finish() { return hash.final<sizeof(Key)>(); }

private:
  llvm::BLAKE3 hash;
};

// Of the running program and of every library that it has loaded, by their build IDs, or by their files where there is none: another
// build of any of them has another identity. None where neither can be read.
std::optional<Key> compilerIdentity();

}  // namespace wasmc::cache
