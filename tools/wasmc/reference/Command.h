// The commands of wasmc as manual page and completion need them: taken from what the parser was told, so that an option is
// described where it is declared and nowhere else.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace CLI {
class App;
}  // namespace CLI

namespace wasmc {

// What a shell can offer for a value.
enum class ValueKind : uint8_t {
  Nothing,
  Words,
  WordList,  // of words with commas between
  File,
  Module,  // a file that wasmc compiles
  Folder,
  NamedFile,  // a name, =, a file
};

struct Command {
  struct Option {
    std::vector<std::string> names;  // as typed: -v, --verbose; of an argument none
    std::string value;               // how it is spelled: FILE; empty for an option without one
    ValueKind kind = ValueKind::Nothing;
    std::vector<std::string> words;  // of the kinds with words; where they are the only ones, `areAll`
    bool areAll = false;
    bool isRequired = false, isRepeatable = false;
    std::string group;                  // empty for the first
    std::string description;            // of which the first line is enough where room is short
    std::vector<std::string> excludes;  // names of options that can't be given as well

    bool operator==(const Option &) const = default;
  };

  std::string name;  // with the program's: "wasmc inspect"
  std::string description;
  std::vector<Option> options;  // in the order of --help, those of a group together
  std::vector<Option> arguments;

  // The sub-command's own word, empty for wasmc itself.
  std::string word() const;
};

// What `app` declares, but for hidden options. Its name and description must be set.
Command describeCommand(CLI::App &app);

}  // namespace wasmc
