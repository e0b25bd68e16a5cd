#include "tools/wasmc/header/Identifiers.h"

#include <fmt/format.h>
#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>

namespace wasmc {
namespace {

constexpr size_t maxLength = 64;

// C99 6.4.1 and C++20 [lex.key], [lex.digraph]; macros that a C library header defines as words (C99 7.9, 7.16, 7.18).
constexpr std::string_view keywords[] = {
#define WASMC_KEYWORD(word) #word,
#include "tools/wasmc/header/Words.def"
#undef WASMC_KEYWORD
};

// Functions, types and objects of C libraries with file scope that someone may call a module: C99 7, POSIX.1.
constexpr std::string_view libraryNames[] = {
#define WASMC_LIBRARY_NAME(word) #word,
#include "tools/wasmc/header/Words.def"
#undef WASMC_LIBRARY_NAME
};

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

bool isKeyword(std::string_view word) { return llvm::is_contained(keywords, word); }

std::string libraryPrefix(std::string_view libraryName) {
  std::string prefix = identifierPart(libraryName);
  bool isOurs = prefix == "wasmc" || prefix.starts_with("wasmc_") || prefix.starts_with("WASMC_");
  if (isOurs || llvm::isDigit(prefix[0]) || isKeyword(prefix) || llvm::is_contained(libraryNames, prefix))
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
