#include "tools/wasmc/reference/Words.h"

#include <fmt/format.h>
#include <llvm/ADT/StringExtras.h>

namespace wasmc {
namespace {

using Option = Command::Option;

constexpr const char *functions = R"(# Completion of wasmc's command line for fish, made from its options.

# Whether the command line is one of this sub-command; without an argument, of none.
function __wasmc_is
    set -l typed (commandline -opc)
    if contains -- "$typed[2]" {}
        test "$typed[2]" = "$argv[1]"
    else
        test -z "$argv[1]"
    end
end

)";

// -x: a value, and no files but those offered; -r -F: a value, any file; -a: what to offer; -k: in this order.
std::string offers(ValueKind kind, const std::vector<std::string> &words) {
  switch (kind) {
  case ValueKind::Nothing: return "-x";
  case ValueKind::Words: return "-x -a " + quoteForFish(llvm::join(words, " "));
  case ValueKind::WordList: return "-x -a " + quoteForFish("(__fish_append , " + llvm::join(words, " ") + ")");
  case ValueKind::File:
  case ValueKind::NamedFile: return "-r -F";
  case ValueKind::Module: return "-k -x -a '(__fish_complete_suffix .wasm)'";
  case ValueKind::Folder: return "-x -a '(__fish_complete_directories)'";
  }
  return "";
}

std::string nameFlags(const Option &option) {
  std::string text;
  for (const std::string &name : option.names)
    text += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  return text;
}

std::string lines(const Command &command) {
  std::string word = command.word();
  std::string condition = "complete -c wasmc -n " + quoteForFish(word.empty() ? "__wasmc_is" : "__wasmc_is " + word);
  std::string text;
  for (const Option &option : command.options)
    text += fmt::format("{}{}{}{} -d {}\n", condition, nameFlags(option), option.value.empty() ? "" : " ",
                        option.value.empty() ? "" : offers(option.kind, option.words), quoteForFish(firstLine(option.description)));
  if (!command.arguments.empty())
    text += fmt::format("{} {}\n", condition, offers(argumentKind(command), {}));
  return text;
}

}  // namespace

std::string fishCompletion(Commands commands) {
  std::string text = fmt::format(functions, subCommandWords(commands, " "));
  text += "complete -c wasmc -f\n";
  for (const Command &command : commands) {
    if (!command.word().empty())
      text += fmt::format("complete -c wasmc -n 'test (count (commandline -opc)) = 1' -a {}\n", command.word());
    text += lines(command);
  }
  return text;
}

}  // namespace wasmc
