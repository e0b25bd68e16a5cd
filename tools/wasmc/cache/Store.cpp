#include "tools/wasmc/cache/Store.h"

#include "tools/common/OutputFile.h"

#include <cerrno>
#include <fcntl.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/CachePruning.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/MemoryBuffer.h>
#include <sys/stat.h>
#include <unistd.h>

namespace wasmc::cache {
namespace {

namespace fs = llvm::sys::fs;

// How often a directory is looked through, at most.
constexpr std::chrono::seconds pruningInterval{10};

// Behind the contents, so that an executable's file can be executed as it is.
Key seal(const Key &key, std::string_view contents) {
  KeyHash hash("wasmc cache entry");
  hash.add(key);
  hash.add(contents);
  return hash.finish();
}

llvm::StringRef textOf(const Key &key) { return {reinterpret_cast<const char *>(key.data()), key.size()}; }

// Neither follows a link nor waits for a pipe: what lies there may be anything.
int openOwnFile(const std::string &path) {
  int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (descriptor < 0)
    return -1;
  struct stat status;
  if (fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) && status.st_uid == geteuid())
    return descriptor;
  ::close(descriptor);
  return -1;
}

}  // namespace

Entry::Entry(std::string path, std::unique_ptr<llvm::MemoryBuffer> file) : filePath(std::move(path)), file(std::move(file)) {}
Entry::Entry(Entry &&) noexcept = default;
Entry::~Entry() = default;

std::string_view Entry::contents() const {
  std::string_view whole = file->getBuffer();
  return whole.substr(0, whole.size() - sizeof(Key));
}

std::expected<Store, std::string> Store::open(const std::string &directory, uint64_t limit) {
  if (std::error_code error = fs::create_directories(directory, /*IgnoreExisting=*/true, fs::owner_all))
    return std::unexpected(error.message());
  struct stat status;
  if (stat(directory.c_str(), &status) != 0)
    return std::unexpected(std::generic_category().message(errno));
  if (!S_ISDIR(status.st_mode))
    return std::unexpected("is not a directory");
  if (status.st_uid != geteuid())
    return std::unexpected("belongs to another user");
  if (status.st_mode & (S_IWGRP | S_IWOTH))
    return std::unexpected("can be written to by other users (chmod go-w)");
  return Store(directory, limit);
}

// The prefix is what LLVM's pruning goes by; it also finds files of processes that died while they wrote.
std::string Store::path(const Key &key) const { return directory + "/llvmcache-" + llvm::toHex(key, /*LowerCase=*/true); }

std::optional<Entry> Store::find(const Key &key) const {
  std::string path = this->path(key);
  int descriptor = openOwnFile(path);
  if (descriptor < 0)
    return std::nullopt;
  // Volatile: read, not mapped, so that nothing changes behind what has been verified.
  auto file = llvm::MemoryBuffer::getOpenFile(descriptor, path, /*FileSize=*/-1, /*RequiresNullTerminator=*/false,
                                              /*IsVolatile=*/true);
  // The time of the last use, which many file systems do not keep themselves (mount(8), relatime).
  (void)fs::setLastAccessAndModificationTime(descriptor, std::chrono::system_clock::now());
  ::close(descriptor);
  if (!file || (*file)->getBufferSize() < sizeof(Key))
    return std::nullopt;
  llvm::StringRef whole = (*file)->getBuffer();
  Key expected = seal(key, whole.drop_back(sizeof(Key)));
  if (whole.take_back(sizeof(Key)) != textOf(expected))
    return std::nullopt;
  return Entry(std::move(path), std::move(*file));
}

std::string Store::add(const Key &key, std::string_view contents, bool executable) const {
  if (contents.size() > limit)
    return "";
  unsigned mode = executable ? fs::owner_all : fs::owner_read | fs::owner_write;
  std::string path = this->path(key);
  if (!replaceFile(path, {contents, textOf(seal(key, contents))}, mode))
    return "";
  prune();
  return path;
}

void Store::prune() const {
  llvm::CachePruningPolicy policy;
  policy.Interval = pruningInterval;
  policy.Expiration = std::chrono::seconds(0);
  policy.MaxSizeBytes = limit;
  llvm::pruneCache(directory, policy);
}

}  // namespace wasmc::cache
