// Roff as groff_man(7) and mandoc's man(7) both have it.
#include "tools/wasmc/reference/Reference.h"

#include <algorithm>
#include <fmt/format.h>

namespace wasmc {
namespace {

using Option = Command::Option;

// Text that roff takes literally: a hyphen that can be copied to a command line, no escapes, no requests.
std::string escape(std::string_view text) {
  std::string out;
  for (char c : text)
    switch (c) {
    case '\\': out += "\\e"; break;
    case '-': out += "\\-"; break;
    case '\'': out += "\\(aq"; break;
    case '"': out += "\\(dq"; break;
    case '`': out += "\\(ga"; break;
    case '^': out += "\\(ha"; break;
    case '~': out += "\\(ti"; break;
    default: out += c;
    }
  return out.starts_with('.') ? "\\&" + out : out;
}

std::string bold(std::string_view text) { return "\\fB" + escape(text) + "\\fR"; }
std::string italic(std::string_view text) { return "\\fI" + escape(text) + "\\fR"; }

// -v, --verbose; -o FILE; --dir=HOST; -OLEVEL, as a choice behind a letter is usually typed.
std::string spelling(const Option &option) {
  std::string text;
  for (const std::string &name : option.names) {
    text += (text.empty() ? "" : ", ") + bold(name);
    if (option.value.empty())
      continue;
    bool isLetter = !name.starts_with("--");
    text += !isLetter ? "=" : option.kind == ValueKind::Words ? "" : " ";
    text += italic(option.value);
  }
  return text;
}

std::string argumentSpelling(const Option &argument) {
  std::string text = italic(argument.value) + (argument.isRepeatable ? " ..." : "");
  return argument.isRequired ? text : "[" + text + "]";
}

std::string usage(const Command &command) {
  std::string text = bold(command.name);
  if (!command.options.empty())
    text += " [" + italic("options") + "]";
  for (const Option &argument : command.arguments)
    text += " " + argumentSpelling(argument);
  return text;
}

std::string joined(const std::vector<std::string> &words, std::string (*style)(std::string_view)) {
  std::string text;
  for (const std::string &word : words)
    text += (text.empty() ? "" : ", ") + style(word);
  return text;
}

// A description that names all values needs no list of them.
bool namesAll(const std::string &description, const std::vector<std::string> &words) {
  return std::ranges::all_of(words, [&](const std::string &word) { return description.find(word) != std::string::npos; });
}

std::string entry(const std::string &tag, const Option &option) {
  std::string text = fmt::format(".TP\n{}\n{}.\n", tag, escape(option.description));
  if (option.areAll && !namesAll(option.description, option.words))
    text += fmt::format("One of {}.\n", joined(option.words, bold));
  if (!option.excludes.empty())
    text += fmt::format("Not together with {}.\n", joined(option.excludes, bold));
  return text;
}

std::string subCommand(const Command &command, const Command &main) {
  std::string text = fmt::format(".SS {}\n{}\n", usage(command), escape(command.description));
  for (const Option &argument : command.arguments)
    text += entry(italic(argument.value), argument);
  std::string shared;
  for (const Option &option : command.options)
    if (std::ranges::find(main.options, option) == main.options.end())
      text += entry(spelling(option), option);
    else
      shared += (shared.empty() ? "" : ", ") + bold(option.names.back());
  if (!shared.empty())
    text += fmt::format(".PP\nAs for wasmc itself: {}.\n", shared);
  return text;
}

}  // namespace

std::string manualSynopsis(Commands commands) {
  std::string text;
  for (const Command &command : commands)
    text += (text.empty() ? "" : ".br\n") + usage(command) + "\n";
  return text;
}

std::string manualOptions(Commands commands) {
  const Command &main = commands.front();
  std::string text, group;
  for (const Option &argument : main.arguments)
    text += entry(italic(argument.value), argument);
  for (const Option &option : main.options) {
    if (option.group != group)
      text += fmt::format(".SS {}\n", escape(option.group));
    group = option.group;
    text += entry(spelling(option), option);
  }
  return text;
}

std::string manualCommands(Commands commands) {
  std::string text;
  for (const Command &command : commands.subspan(1))
    text += subCommand(command, commands.front());
  return text;
}

}  // namespace wasmc
