#include "tools/wasmc/reference/Command.h"

#include "tools/common/Suggestions.h"

#include <CLI/CLI.hpp>
#include <map>

namespace wasmc {
namespace {

constexpr const char *defaultGroup = "Options";  // CLI11's

// By the spelling of the value. What has another one is text that no shell can guess.
const std::map<std::string, ValueKind> kindsBySpelling = {{"FILE", ValueKind::File},
                                                          {"INPUT", ValueKind::Module},
                                                          {"DIR", ValueKind::Folder},
                                                          {"HOST[::GUEST][:ro]", ValueKind::Folder},
                                                          {"NAME=FILE", ValueKind::NamedFile}};

std::vector<std::string> split(const std::string &list) {
  std::vector<std::string> words;
  for (size_t begin = 0, end = 0; end != std::string::npos; begin = end + 1) {
    end = list.find(',', begin);
    words.push_back(list.substr(begin, end - begin));
  }
  return words;
}

// The checks of an option tell what it accepts: CLI11's own for a choice is described as {this,that}.
std::vector<const CLI::Validator *> checksOf(CLI::Option &declared) {
  std::vector<const CLI::Validator *> checks;
  try {
    for (int i = 0;; ++i)
      checks.push_back(declared.get_validator(i));
  } catch (const CLI::OptionNotFound &) {  // the only way that it has to say how many there are
  }
  return checks;
}

void readValue(CLI::Option &declared, Command::Option &option) {
  option.value = declared.get_positional() ? declared.get_single_name() : declared.get_type_name();
  auto checks = checksOf(declared);
  for (auto check = checks.rbegin(); check != checks.rend(); ++check) {
    std::string text = (*check)->get_description();
    if (option.value.ends_with(":" + text) && !text.empty())
      option.value.resize(option.value.size() - text.size() - 1);
    if (text.starts_with('{') && text.ends_with('}')) {
      option.words = split(text.substr(1, text.size() - 2));
      option.areAll = true;
    } else if (auto suggested = suggestions(**check); !suggested.empty()) {
      option.words = split(suggested);
    }
  }
  if (!option.words.empty())
    option.kind = declared.get_delimiter() == ',' || option.value == "LIST" ? ValueKind::WordList : ValueKind::Words;
  else if (auto found = kindsBySpelling.find(option.value); found != kindsBySpelling.end())
    option.kind = found->second;
}

Command::Option describe(CLI::Option &declared) {
  Command::Option option{.isRequired = declared.get_required(),
                         .isRepeatable = declared.get_expected_max() > 1,
                         .group = declared.get_group(),
                         .description = declared.get_description()};
  for (const std::string &name : declared.get_snames())
    option.names.push_back("-" + name);
  for (const std::string &name : declared.get_lnames())
    option.names.push_back("--" + name);
  if (declared.get_expected_max() != 0)
    readValue(declared, option);
  for (const CLI::Option *other : declared.get_excludes())
    option.excludes.push_back(other->get_name());
  return option;
}

}  // namespace

std::string Command::word() const {
  size_t space = name.find(' ');
  return space == std::string::npos ? "" : name.substr(space + 1);
}

Command describeCommand(CLI::App &app) {
  Command command{.name = app.get_name(), .description = app.get_description()};
  for (const std::string &group : app.get_groups())
    for (CLI::Option *declared : app.get_options([&](CLI::Option *option) { return option->get_group() == group; }))
      if (group.empty())
        continue;  // hidden
      else if (declared->get_positional())
        command.arguments.push_back(describe(*declared));
      else
        command.options.push_back(describe(*declared));
  for (Command::Option &option : command.options)
    if (option.group == defaultGroup)
      option.group.clear();
  return command;
}

}  // namespace wasmc
