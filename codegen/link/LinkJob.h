// One run of lld, in process.
#pragma once

#include "codegen/link/WorkDirectory.h"

#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace wasmc {

// One input of a link. Borrows its contents.
struct LinkInput {
  enum class Kind : uint8_t {
    Object,
    Archive,  // of what the inputs before it lack; it is searched before the runtime's
    Data,     // bytes as they are: the symbol `symbol` stands before the first, `symbol` + "End" behind the last
  } kind;
  std::string_view contents;
  std::string symbol;
};

// Inputs and options in the order of the command line. Not to be used from several threads at once.
class LinkJob {
public:
  void addOptions(std::initializer_list<std::string> options) { arguments.insert(arguments.end(), options); }
  void addInput(const LinkInput &input);
  // `option` with the path of a file of these contents.
  void addFile(const std::string &option, std::string_view contents);

  // The output's bytes. The error is the linker's own text, or what came before it.
  std::expected<std::string, std::string> run();

private:
  std::string write(std::string_view contents);

  WorkDirectory directory;
  std::vector<std::string> arguments{"ld.lld"};
  std::string problem;  // the first one; empty: none
  unsigned files = 0;
};

}  // namespace wasmc
