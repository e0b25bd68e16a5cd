#include "tools/wasmc/Link.h"

#include "tools/wasmc/OutputFile.h"

#include <lld/Common/Driver.h>
#include <llvm/ADT/SmallString.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/raw_ostream.h>

LLD_HAS_DRIVER(elf)

extern "C" const char runtimeX86_64Begin[], runtimeX86_64End[], runtimeAArch64Begin[], runtimeAArch64End[];

namespace wasmc {
namespace {

std::string_view runtimeArchive(TargetCpu target) {
  if (target == TargetCpu::AArch64)
    return {runtimeAArch64Begin, runtimeAArch64End};
  return {runtimeX86_64Begin, runtimeX86_64End};
}

// lld takes and writes files only: they live in a directory of their own for the moment.
class WorkDirectory {
public:
  WorkDirectory() { error = llvm::sys::fs::createUniqueDirectory("wasmc", path); }
  ~WorkDirectory() {
    if (!error)
      (void)llvm::sys::fs::remove_directories(path);  // what stays behind is in the system's temporary directory
  }
  std::string file(const char *name) const {
    llvm::SmallString<128> full = path;
    llvm::sys::path::append(full, name);
    return std::string(full);
  }
  std::error_code error;
  llvm::SmallString<128> path;
};

std::vector<std::string> linkerArguments(const CodegenOptions &options, const WorkDirectory &directory) {
  // clang-format off
  std::vector<std::string> arguments = {"ld.lld", "-static", "-pie", "--no-dynamic-linker", "--gc-sections", "--eh-frame-hdr",
                                        "-z", "relro", "-z", "now", "-z", "noexecstack", "-z", "pack-relative-relocs",
                                        "--build-id=none", "--threads=1"};
  // clang-format on
  if (options.strip)
    arguments.push_back("--strip-all");
  arguments.insert(arguments.end(), {"-o", directory.file("out"), directory.file("program.o"), directory.file("runtime.a")});
  return arguments;
}

}  // namespace

std::expected<std::string, std::string> linkExecutable(const std::string &object, const CodegenOptions &options) {
  WorkDirectory directory;
  if (directory.error)
    return std::unexpected("no temporary directory: " + directory.error.message());
  if (auto done = writeOutput(directory.file("program.o"), object, false); !done)
    return std::unexpected(done.error());
  if (auto done = writeOutput(directory.file("runtime.a"), runtimeArchive(options.target), false); !done)
    return std::unexpected(done.error());

  std::vector<std::string> arguments = linkerArguments(options, directory);
  std::vector<const char *> pointers;
  for (const std::string &argument : arguments)
    pointers.push_back(argument.c_str());
  std::string messages;
  llvm::raw_string_ostream stream(messages);
  lld::Result result = lld::lldMain(pointers, stream, stream, {{lld::Gnu, &lld::elf::link}});
  if (result.retCode != 0)
    return std::unexpected(messages);
  return readFile(directory.file("out"));
}

}  // namespace wasmc
