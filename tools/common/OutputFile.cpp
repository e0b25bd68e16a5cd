#include "tools/common/OutputFile.h"

#include "codegen/link/EndingSignals.h"

#include <llvm/Support/FileSystem.h>
#include <llvm/Support/FileUtilities.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/raw_ostream.h>

namespace wasmc {
namespace {

std::unexpected<std::string> failed(llvm::Error error) { return std::unexpected(llvm::toString(std::move(error))); }

// Renaming over a device such as /dev/null would replace it.
bool isSpecial(const std::string &path) {
  llvm::sys::fs::file_status status;
  return !llvm::sys::fs::status(path, status) && llvm::sys::fs::exists(status) && !llvm::sys::fs::is_regular_file(status);
}

std::expected<void, std::string> writeDirectly(const std::string &path, std::string_view contents) {
  std::error_code error;
  llvm::raw_fd_ostream stream(path, error);
  if (error)
    return std::unexpected(error.message());
  stream << llvm::StringRef(contents);
  stream.close();
  if (stream.has_error()) {
    std::string message = stream.error().message();
    stream.clear_error();
    return std::unexpected(message);
  }
  return {};
}

}  // namespace

std::expected<void, std::string> replaceFile(const std::string &path, std::initializer_list<std::string_view> pieces,
                                             unsigned mode) {
  using namespace llvm::sys::fs;
  unsigned umaskBits = getUmask();
  auto file = [&] {
    EndingSignalsBlocked blocked;
    return TempFile::create(path + ".tmp%%%%%%", mode & ~umaskBits);
  }();
  if (!file)
    return failed(file.takeError());
  llvm::raw_fd_ostream stream(file->FD, /*shouldClose=*/false);
  for (std::string_view piece : pieces)
    stream << llvm::StringRef(piece);
  stream.flush();
  if (stream.has_error()) {
    std::string message = stream.error().message();
    stream.clear_error();
    llvm::consumeError(file->discard());
    return std::unexpected(message);
  }
  if (llvm::Error error = file->keep(path))
    return failed(std::move(error));
  return {};
}

std::expected<void, std::string> writeOutput(const std::string &path, std::string_view contents, bool executable) {
  if (path == "-" || isSpecial(path))
    return writeDirectly(path, contents);
  using namespace llvm::sys::fs;
  return replaceFile(path, {contents}, executable ? all_read | all_write | all_exe : all_read | all_write);
}

std::expected<std::string, std::string> readFile(const std::string &path) {
  auto buffer = llvm::MemoryBuffer::getFile(path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!buffer)
    return std::unexpected(buffer.getError().message());
  return (*buffer)->getBuffer().str();
}

}  // namespace wasmc
