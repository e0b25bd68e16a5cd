#include "tools/common/Link.h"

#include "tools/common/OutputFile.h"
#include "tools/common/WorkDirectory.h"

#include <algorithm>
#include <fmt/format.h>
#include <lld/Common/Driver.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/raw_ostream.h>

LLD_HAS_DRIVER(elf)

extern "C" const char runtimeX86_64Begin[], runtimeX86_64End[], runtimeAArch64Begin[], runtimeAArch64End[], layoutBegin[],
    layoutEnd[];

namespace wasmc {
namespace {

std::string_view runtimeArchive(TargetCpu target) {
  if (target == TargetCpu::AArch64)
    return {runtimeAArch64Begin, runtimeAArch64End};
  return {runtimeX86_64Begin, runtimeX86_64End};
}

// Writes the input where lld finds it, and says on the command line what it is.
std::expected<void, std::string> addInput(const LinkInput &input, const std::string &path, std::vector<std::string> &arguments) {
  if (input.kind != LinkInput::Kind::Data) {
    arguments.push_back(path);
    return writeOutput(path, input.contents, false);
  }
  // lld names the ends of a binary input after its path.
  std::string mangled = path;
  std::ranges::replace_if(mangled, [](char c) { return !llvm::isAlnum(c); }, '_');
  arguments.insert(arguments.end(), {"--format=binary", path, "--format=elf",  //
                                     fmt::format("--defsym={}=_binary_{}_start", input.symbol, mangled),
                                     fmt::format("--defsym={}End=_binary_{}_end", input.symbol, mangled)});
  return writeOutput(path, input.contents, false);
}

std::expected<std::vector<std::string>, std::string> linkerArguments(std::span<const LinkInput> inputs,
                                                                     const CodegenOptions &options, const std::string &entry,
                                                                     const WorkDirectory &directory) {
  // clang-format off
  std::vector<std::string> arguments = {"ld.lld", "-static", "-pie", "--no-dynamic-linker", "--gc-sections", "--eh-frame-hdr",
                                        "-z", "relro", "-z", "now", "-z", "rodynamic", "-z", "noexecstack", "-z", "pack-relative-relocs",
                                        "--build-id=none", "--threads=1", "--entry", entry};
  // clang-format on
  std::string layout = directory.file("layout");
  if (auto done = writeOutput(layout, {layoutBegin, layoutEnd}, false); !done)
    return std::unexpected(done.error());
  arguments.insert(arguments.end(), {"--script", layout});
  if (options.strip)
    arguments.push_back("--strip-all");
  if (options.pgoInstrument)  // brings in rt/profile, which does its work around the program's
    arguments.insert(arguments.end(),
                     {"-u", "__llvm_profile_runtime", "--wrap=startProgram", "--wrap=_ZN5wasmc2rt11exitProcessEi"});
  arguments.insert(arguments.end(), {"-o", directory.file("out")});
  for (size_t i = 0; i < inputs.size(); ++i)
    if (auto done = addInput(inputs[i], directory.file(fmt::format("input{}", i)), arguments); !done)
      return std::unexpected(done.error());
  LinkInput runtime{LinkInput::Kind::Archive, runtimeArchive(options.target), ""};
  if (auto done = addInput(runtime, directory.file("runtime.a"), arguments); !done)
    return std::unexpected(done.error());
  return arguments;
}

}  // namespace

std::expected<std::string, std::string> linkExecutable(std::span<const LinkInput> inputs, const CodegenOptions &options,
                                                       const std::string &entry) {
  WorkDirectory directory;
  if (directory.error)
    return std::unexpected("no temporary directory: " + directory.error.message());
  auto arguments = linkerArguments(inputs, options, entry, directory);
  if (!arguments)
    return std::unexpected(arguments.error());
  std::vector<const char *> pointers;
  for (const std::string &argument : *arguments)
    pointers.push_back(argument.c_str());
  std::string messages;
  llvm::raw_string_ostream stream(messages);
  lld::Result result = lld::lldMain(pointers, stream, stream, {{lld::Gnu, &lld::elf::link}});
  if (result.retCode != 0)
    return std::unexpected(messages);
  return readFile(directory.file("out"));
}

}  // namespace wasmc
