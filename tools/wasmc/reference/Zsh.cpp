#include "tools/wasmc/reference/Words.h"

#include <fmt/format.h>
#include <llvm/ADT/StringExtras.h>

namespace wasmc {
namespace {

using Option = Command::Option;

// Within a specification of _arguments, where : and brackets have a meaning.
std::string escape(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == ':' || c == '[' || c == ']' || c == '\\')
      out += '\\';
    out += c;
  }
  return out;
}

std::string action(ValueKind kind, const std::vector<std::string> &words) {
  switch (kind) {
  case ValueKind::Nothing: return "";
  case ValueKind::Words: return "(" + llvm::join(words, " ") + ")";
  case ValueKind::WordList: return "_sequence compadd - " + llvm::join(words, " ");
  case ValueKind::File: return "_files";
  case ValueKind::Module: return "_files -g \"*.(wasm|wat)\"";
  case ValueKind::Folder: return "_files -/";
  case ValueKind::NamedFile: return "{compset -P \"*=\" && _files}";
  }
  return "";
}

// Behind a name: = for what may also be the next word, + and - for a letter's value in the same word or the next, or in the same.
const char *valueMark(const Option &option, const std::string &name) {
  return option.value.empty() ? "" : name.starts_with("--") ? "=" : option.kind == ValueKind::Words ? "-" : "+";
}

std::string specification(const Option &option, const std::string &name) {
  std::vector<std::string> others = option.excludes;
  if (!option.isRepeatable)
    others.insert(others.end(), option.names.begin(), option.names.end());
  std::string text = option.isRepeatable ? "*" : "(" + llvm::join(others, " ") + ")";
  text += fmt::format("{}{}[{}]", name, valueMark(option, name), escape(firstLine(option.description)));
  if (!option.value.empty())
    text += fmt::format(":{}:{}", escape(option.value), action(option.kind, option.words));
  return quoteForBash(text);
}

std::string argumentSpecification(const Command &command, size_t i) {
  const Option &argument = command.arguments[i];
  bool takesRest = argument.isRepeatable && i + 1 == command.arguments.size();
  return quoteForBash(fmt::format("{}:{}:{}", takesRest ? "*" : std::to_string(i + 1), escape(argument.value),
                                  action(argument.kind, argument.words)));
}

// A function of the command's name with _ for spaces; `firstLines` come before what it completes, `first` is its first argument's
// specification where that is not the command's own.
std::string function(const Command &command, std::string_view firstLines, std::string_view first) {
  std::string name = command.name;
  std::ranges::replace(name, ' ', '_');
  std::string text = fmt::format("_{}() {{\n{}  _arguments -s -S", name, firstLines);
  for (const Option &option : command.options)
    for (const std::string &optionName : option.names)
      text += " \\\n    " + specification(option, optionName);
  if (!first.empty())
    (text += " \\\n    ") += first;
  for (size_t i = 0; i < command.arguments.size(); ++i)
    text += " \\\n    " + argumentSpecification(command, i);
  return text + "\n}\n\n";
}

}  // namespace

std::string zshCompletion(Commands commands) {
  std::string text = "#compdef wasmc\n# Completion of wasmc's command line for zsh, made from its options.\n\n";
  for (const Command &command : commands.subspan(1))
    text += function(command, "", "");
  const Command &main = commands.front();
  std::string words = subCommandWords(commands, " ");
  text += fmt::format("_wasmc_first() {{\n  _alternative {} {}\n}}\n\n", quoteForBash("commands:command:(" + words + ")"),
                      quoteForBash("arguments:argument:" + action(argumentKind(main), {})));
  std::string dispatch = fmt::format("  if (( CURRENT > 2 )) && [[ $words[2] == ({}) ]]; then\n"
                                     "    shift words\n    (( CURRENT-- ))\n    _wasmc_$words[1]\n    return\n  fi\n",
                                     subCommandWords(commands, "|"));
  return text + function(main, dispatch, "'1: :_wasmc_first'") + "_wasmc \"$@\"\n";
}

}  // namespace wasmc
