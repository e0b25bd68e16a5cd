#include "tools/wasmc/header/Identifiers.h"

#include <algorithm>
#include <fmt/format.h>
#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>

namespace wasmc {
namespace {

constexpr size_t maxLength = 64;

constexpr std::string_view keywords[] = {
#define WASMC_KEYWORDS
#include "tools/wasmc/header/Words.def"
#undef WASMC_KEYWORDS
};

constexpr std::string_view libraryNames[] = {
#define WASMC_LIBRARY_NAMES
#include "tools/wasmc/header/Words.def"
#undef WASMC_LIBRARY_NAMES
};

constexpr std::string_view libraryFamilies[] = {
#define WASMC_LIBRARY_FAMILIES
#include "tools/wasmc/header/Words.def"
#undef WASMC_LIBRARY_FAMILIES
};

constexpr std::string_view headerNames[] = {
#define WASMC_HEADER_NAMES
#include "tools/wasmc/header/Words.def"
#undef WASMC_HEADER_NAMES
};

static_assert(std::ranges::is_sorted(keywords) && std::ranges::is_sorted(libraryNames) && std::ranges::is_sorted(headerNames));

bool isOfFamily(std::string_view name, std::string_view family) {
  return name.starts_with(family) && (name.size() == family.size() || name[family.size()] == '_');
}

}  // namespace

std::string identifierPart(std::string_view name) {
  std::string part;
  for (char c : name) {
    if (llvm::isAlnum(c))
      part += c;
    else if (!part.empty() && part.back() != '_')
      part += '_';
    if (part.size() == maxLength)
      break;
  }
  while (part.ends_with('_'))
    part.pop_back();
  return part.empty() ? "unnamed" : part;
}

bool isReserved(std::string_view name) {
  return std::ranges::binary_search(keywords, name) || std::ranges::binary_search(libraryNames, name) ||
         isOfFamily(name, "wasmc") || isOfFamily(name, "WASMC") ||
         llvm::any_of(libraryFamilies, [&](std::string_view family) { return isOfFamily(name, family); });
}

std::string libraryPrefix(std::string_view libraryName) {
  std::string prefix = identifierPart(libraryName);
  if (llvm::isDigit(prefix[0]) || isReserved(prefix) || std::ranges::binary_search(headerNames, prefix))
    prefix = "module_" + prefix;
  return prefix;
}

std::string Scope::add(const std::string &name) {
  std::string candidate = name;
  for (unsigned number = 2; !taken.insert(candidate).second; ++number)
    candidate = fmt::format("{}_{}", name, number);
  return candidate;
}

}  // namespace wasmc
