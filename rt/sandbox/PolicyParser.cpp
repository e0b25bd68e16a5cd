#include "rt/sandbox/Policy.h"

namespace wasmc::rt::sandbox {

namespace {

constexpr StringView readOnlySuffix = ":ro";

bool contains(StringView text, char c) {
  for (char each : text)
    if (each == c)
      return true;
  return false;
}

// The position of the first `part`, or npos.
size_t find(StringView text, StringView part) {
  for (size_t i = 0; i + part.size() <= text.size(); ++i)
    if (text.substr(i, part.size()) == part)
      return i;
  return StringView::npos;
}

PolicyError addDirectory(StringView value, Policy &policy) {
  DirectoryGrant grant = {value, {}, value.endsWith(readOnlySuffix)};
  if (grant.readOnly)
    grant.host = value.substr(0, value.size() - readOnlySuffix.size());
  if (size_t separator = find(grant.host, "::"); separator != StringView::npos) {
    grant.guest = grant.host.substr(separator + 2);
    grant.host = grant.host.substr(0, separator);
  } else {
    grant.guest = grant.host;
  }
  if (grant.host.empty() || grant.guest.empty())
    return {"--dir needs HOST[::GUEST][:ro], not '", value, "'"};
  size_t slot = 0;
  while (slot < policy.directoryCount && !(policy.directories[slot].guest == grant.guest))
    ++slot;
  if (slot == Policy::maxDirectories)
    return {"too many directories: no room for '", value, "'"};
  policy.directories[slot] = grant;
  if (slot == policy.directoryCount)
    ++policy.directoryCount;
  return {};
}

PolicyError addVariable(StringView value, Policy &policy) {
  size_t equals = find(value, "=");
  VariableGrant grant = {value.substr(0, equals), value.substr(equals == StringView::npos ? equals : equals + 1),
                         equals == StringView::npos};
  if (grant.name.empty())
    return {"--env needs NAME or NAME=VALUE, not '", value, "'"};
  size_t slot = 0;
  while (slot < policy.variableCount && !(policy.variables[slot].name == grant.name))
    ++slot;
  if (slot == Policy::maxVariables)
    return {"too many variables: no room for '", grant.name, "'"};
  policy.variables[slot] = grant;
  if (slot == policy.variableCount)
    ++policy.variableCount;
  return {};
}

PolicyError inheritEnvironment(StringView, Policy &policy) {
  policy.inheritsEnvironment = true;
  return {};
}

struct Option {
  StringView name;
  bool takesValue;
  PolicyError (*apply)(StringView value, Policy &policy);
};

constexpr Option options[] = {
    {"--dir", true, addDirectory},
    {"--env", true, addVariable},
    {"--inherit-env", false, inheritEnvironment},
};

const Option *findOption(StringView name) {
  for (const Option &option : options)
    if (option.name == name)
      return &option;
  return nullptr;
}

// Removes the first word from `words`.
StringView takeWord(StringView &words) {
  size_t end = 0;
  while (end < words.size() && words[end] != '\0')
    ++end;
  StringView word = words.substr(0, end);
  words = words.substr(end + 1);
  return word;
}

}  // namespace

PolicyError parsePolicy(StringView words, Policy &policy) {
  while (!words.empty()) {
    StringView word = takeWord(words);
    size_t equals = word.startsWith("--") ? find(word, "=") : StringView::npos;
    StringView name = word.substr(0, equals);
    const Option *option = findOption(name);
    if (!option)
      return {"unknown option '", name, "'"};
    bool hasValue = equals != StringView::npos;
    if (hasValue && !option->takesValue)
      return {"option '", name, "' takes no value"};
    StringView value = hasValue ? word.substr(equals + 1) : StringView();
    if (option->takesValue && !hasValue) {
      if (words.empty())
        return {"option '", name, "' needs a value"};
      value = takeWord(words);
    }
    if (PolicyError error = option->apply(value, policy); error.any())
      return error;
  }
  return {};
}

PolicyError splitWords(StringView text, char *words, size_t &size) {
  size = 0;
  char quote = '\0';
  bool inWord = false;
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (!quote && contains(" \t\n", c)) {
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

}  // namespace wasmc::rt::sandbox
