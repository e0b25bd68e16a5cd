// The user's cache: where it is, and for whom.
#pragma once

#include "tools/wasmc/cache/Store.h"

namespace wasmc::cache {

struct CacheOptions {
  std::string directory;        // empty: the user's own
  uint64_t limit = 2ull << 30;  // bytes
  bool isOff = false;
};

struct Cache {
  Store store;
  Key compiler;  // part of every key: what one build has made is not another's
};

// None if there is to be none, or if the user's own can't be had: without HOME, or where it is not writable. The error is a sentence
// about a directory that was asked for by name.
std::expected<std::optional<Cache>, std::string> open(const CacheOptions &options);

}  // namespace wasmc::cache
