// What a command makes: found in the cache, or compiled now.
#pragma once

#include "tools/wasmc/Options.h"
#include "tools/wasmc/cache/Store.h"

#include <expected>
#include <string>
#include <vector>

namespace wasmc {

// What a command asks for, from the cache or made now, in the order of options.emit.
struct Products {
  std::vector<cache::Entry> kept;  // all of them, or none
  std::vector<std::string> made;   // if none is kept; none of units, whose files have been written
  std::string firstFile;           // the first one in the cache; empty: it is not there

  std::vector<std::string_view> contents() const {
    std::vector<std::string_view> views(made.begin(), made.end());
    for (const cache::Entry &entry : kept)
      views.push_back(entry.contents());
    return views;
  }
};

// The products, or the status to exit with once everything has been reported. Shows progress, and what --time-report asks for.
std::expected<Products, int> produce(Options options);

}  // namespace wasmc
