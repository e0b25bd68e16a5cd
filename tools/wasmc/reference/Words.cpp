#include "tools/wasmc/reference/Words.h"

#include <llvm/ADT/StringExtras.h>

namespace wasmc {
namespace {

std::string quote(std::string_view text, std::string_view quoteMark, std::string_view backslash) {
  std::string out = "'";
  for (char c : text)
    if (c == '\'')
      out += quoteMark;
    else if (c == '\\')
      out += backslash;
    else
      out += c;
  return out + "'";
}

}  // namespace

std::string quoteForBash(std::string_view text) { return quote(text, "'\\''", "\\"); }
std::string quoteForFish(std::string_view text) { return quote(text, "\\'", "\\\\"); }

std::string firstLine(const std::string &description) { return description.substr(0, description.find('\n')); }

std::string subCommandWords(Commands commands, std::string_view separator) {
  std::vector<std::string> words;
  for (const Command &command : commands.subspan(1))
    words.push_back(command.word());
  return llvm::join(words, separator);
}

ValueKind argumentKind(const Command &command) {
  return command.arguments.empty() ? ValueKind::Nothing : command.arguments.front().kind;
}

}  // namespace wasmc
