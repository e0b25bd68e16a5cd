// Text to the words of options: as a shell splits, and as a policy file is written.
#include "rt/sandbox/Policy.h"

namespace wasmc::rt::sandbox {

namespace {

constexpr StringView blanks = " \t\r\n";

bool contains(StringView text, char c) { return text.find(c) != StringView::npos; }

// A line of a policy file up to the comment, if there is one: an unquoted # at the beginning of a word.
StringView withoutComment(StringView line) {
  char quote = '\0';
  for (size_t i = 0; i < line.size(); ++i) {
    char c = line[i];
    if (c == '\\' && quote != '\'')
      ++i;
    else if (c == quote)
      quote = '\0';
    else if (!quote && (c == '\'' || c == '"'))
      quote = c;
    else if (!quote && c == '#' && (i == 0 || contains(blanks, line[i - 1])))
      return line.substr(0, i);
  }
  return line;
}

size_t countWords(StringView words) {
  size_t count = 0;
  for (char c : words)
    count += c == '\0';
  return count;
}

}  // namespace

PolicyError splitWords(StringView text, char *words, size_t &size) {
  size = 0;
  char quote = '\0';
  bool inWord = false;
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (!quote && contains(blanks, c)) {
      if (inWord)
        words[size++] = '\0';
      inWord = false;
      continue;
    }
    inWord = true;
    bool escapes = c == '\\' && (!quote || (quote == '"' && i + 1 < text.size() && contains("\\\"$`", text[i + 1])));
    if (escapes && i + 1 == text.size())
      return {"nothing follows the last '", text.substr(i), "'"};
    if (escapes)
      words[size++] = text[++i];
    else if (c == quote)
      quote = '\0';
    else if (!quote && (c == '\'' || c == '"'))
      quote = c;
    else
      words[size++] = c;
  }
  if (quote)
    return {"a quotation mark is missing in '", text, "'"};
  if (inWord)
    words[size++] = '\0';
  return {};
}

PolicyError splitPolicyFile(StringView text, char *words, size_t &size, size_t &line) {
  size = 0;
  line = 0;
  if (contains(text, '\0'))
    return {"a null byte in the file", {}, {}};
  while (!text.empty()) {
    ++line;
    StringView::Halves halves = text.split('\n');
    text = halves.after;
    size_t used;
    if (PolicyError error = splitWords(withoutComment(halves.before), words + size, used); error.any())
      return error;
    StringView option(words + size, used);
    bool isOption = option.startsWith("--") && countWords(option) <= 2;
    if (used && !isOption)
      return {"one option a line is expected, not '", halves.before, "'"};
    size += used;
  }
  return {};
}

}  // namespace wasmc::rt::sandbox
