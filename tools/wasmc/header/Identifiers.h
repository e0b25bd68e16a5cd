// Names of C for names of Wasm, which may be any text (specification, 5.2.4).
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace wasmc {

// The name that everything of a library begins with, `codec`: a C and C++ identifier at file scope that clashes with no keyword, no
// name of the C library's, none of libwasmc's, and nothing that the header has beside it.
std::string libraryPrefix(std::string_view libraryName);

// ASCII letters, digits and single underscores of the name, not at its beginning; at most 64 characters and never none. May begin
// with a digit: to be put behind a prefix.
std::string identifierPart(std::string_view name);

// Whether C99, C++20, a C library or libwasmc keeps the identifier for itself: as a keyword, a macro or a name at file scope.
bool isReserved(std::string_view name);

// Names that are all different, of one scope.
class Scope {
public:
  explicit Scope(std::set<std::string, std::less<>> taken) : taken(std::move(taken)) {}
  // The name itself, or with the first number behind it that makes it new. The same calls give the same answers.
  std::string add(const std::string &name);

private:
  std::set<std::string, std::less<>> taken;
};

}  // namespace wasmc
