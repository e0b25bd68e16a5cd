// Source: XDG Base Directory Specification 0.8.
#include "tools/wasmc/cache/Cache.h"

#include <cstdlib>
#include <fmt/format.h>

namespace wasmc::cache {
namespace {

// Empty where neither variable is of use: the specification has relative paths ignored.
std::string userDirectory() {
  if (const char *caches = std::getenv("XDG_CACHE_HOME"); caches && *caches == '/')
    return fmt::format("{}/wasmc", caches);
  if (const char *home = std::getenv("HOME"); home && *home == '/')
    return fmt::format("{}/.cache/wasmc", home);
  return "";
}

}  // namespace

std::expected<std::optional<Cache>, std::string> open(const CacheOptions &options) {
  std::string directory = options.directory.empty() ? userDirectory() : options.directory;
  if (options.isOff || directory.empty())
    return std::nullopt;
  auto store = Store::open(directory, options.limit);
  if (!store && !options.directory.empty())
    return std::unexpected(fmt::format("the cache {}: {}", directory, store.error()));
  std::optional<Key> compiler = compilerIdentity();
  if (!store || !compiler)
    return std::nullopt;
  return Cache{*std::move(store), *compiler};
}

}  // namespace wasmc::cache
