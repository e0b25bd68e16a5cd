#include "codegen/link/LinkJob.h"

#include <algorithm>
#include <fmt/format.h>
#include <lld/Common/Driver.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/raw_ostream.h>

LLD_HAS_DRIVER(elf)

namespace wasmc {

// lld takes and writes files only.
std::string LinkJob::write(std::string_view contents) {
  std::string path = directory.file(fmt::format("input{}", files++));
  std::error_code error;
  llvm::raw_fd_ostream stream(path, error);
  if (!error) {
    stream << llvm::StringRef(contents);
    stream.close();
    error = stream.error();
    stream.clear_error();
  }
  if (error && problem.empty())
    problem = fmt::format("{}: {}", path, error.message());
  return path;
}

void LinkJob::addFile(const std::string &option, std::string_view contents) { addOptions({option, write(contents)}); }

void LinkJob::addInput(const LinkInput &input) {
  std::string path = write(input.contents);
  if (input.kind != LinkInput::Kind::Data)
    return addOptions({path});
  // lld names the ends of a binary input after its path.
  std::string mangled = path;
  std::ranges::replace_if(mangled, [](char c) { return !llvm::isAlnum(c); }, '_');
  addOptions({"--format=binary", path, "--format=elf",  //
              fmt::format("--defsym={}=_binary_{}_start", input.symbol, mangled),
              fmt::format("--defsym={}End=_binary_{}_end", input.symbol, mangled)});
}

std::expected<std::string, std::string> LinkJob::run() {
  if (directory.error)
    return std::unexpected("no temporary directory: " + directory.error.message());
  if (!problem.empty())
    return std::unexpected(problem);
  addOptions({"--build-id=none", "--threads=1", "-o", directory.file("out")});
  std::vector<const char *> pointers;
  for (const std::string &argument : arguments)
    pointers.push_back(argument.c_str());
  std::string messages;
  llvm::raw_string_ostream stream(messages);
  lld::Result result = lld::lldMain(pointers, stream, stream, {{lld::Gnu, &lld::elf::link}});
  if (result.retCode != 0)
    return std::unexpected(messages);
  auto output = llvm::MemoryBuffer::getFile(directory.file("out"), /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!output)
    return std::unexpected(output.getError().message());
  return (*output)->getBuffer().str();
}

}  // namespace wasmc
