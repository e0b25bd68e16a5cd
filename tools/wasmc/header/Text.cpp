#include "tools/wasmc/header/Text.h"

#include <algorithm>
#include <fmt/format.h>
#include <llvm/ADT/StringExtras.h>

namespace wasmc {
namespace {

constexpr size_t maxQuoted = 100;

// In neither a comment nor a string a beginning of something: no quotes, backslashes, asterisks or question marks (trigraphs).
bool isPlain(char c) { return llvm::isAlnum(c) || std::string_view(" _-.:/$#+,;=()[]{}<>!&|~^").find(c) != std::string_view::npos; }

}  // namespace

std::string quoted(std::string_view name) {
  std::string text = "\"";
  for (char c : name.substr(0, maxQuoted))
    text += isPlain(c) ? std::string(1, c) : fmt::format("\\x{:02x}", static_cast<uint8_t>(c));
  return text + (name.size() > maxQuoted ? "\"..." : "\"");
}

std::string listComment(const std::string &title, const std::vector<std::string> &lines) {
  if (lines.empty())
    return "";
  std::string text = "/* " + title + ":\n";
  for (const std::string &line : lines)
    text += "   " + line + "\n";
  return text + "*/\n";
}

// Octal escapes end after three digits, whatever follows.
std::string stringLiteral(std::string_view name) {
  std::string text = "\"";
  for (char c : name)
    text += isPlain(c) ? std::string(1, c) : fmt::format("\\{:03o}", static_cast<uint8_t>(c));
  return text + "\"";
}

std::string fillIn(std::string_view text, std::initializer_list<std::pair<std::string_view, std::string_view>> values) {
  std::string filled;
  while (true) {
    size_t begin = text.find('@'), end = text.find('@', begin + 1);
    filled += text.substr(0, begin);
    if (begin == std::string_view::npos)
      return filled;
    std::string_view key = text.substr(begin + 1, end - begin - 1);
    filled += std::ranges::find(values, key, &std::pair<std::string_view, std::string_view>::first)->second;
    text.remove_prefix(end + 1);
  }
}

}  // namespace wasmc
