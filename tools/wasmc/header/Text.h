// Names of Wasm, any text, inside of C: nothing in them may end a comment or a string, or be anything else to a C compiler.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wasmc {

// For a comment: in quotes, shortened, everything unusual as \x and two digits.
std::string quoted(std::string_view name);

// A comment of a title and lines that are harmless; nothing without lines.
std::string listComment(const std::string &title, const std::vector<std::string> &lines);

// A string literal of C99.
std::string stringLiteral(std::string_view name);

// Each @key@ of the text replaced by its value; there are no other @ in it.
std::string fillIn(std::string_view text, std::initializer_list<std::pair<std::string_view, std::string_view>> values);

}  // namespace wasmc
