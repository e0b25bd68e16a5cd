// Files in a directory, found by key: written beside their place and renamed, verified when they are read, the least recently used ones
// removed when there is too much. Any number of processes and threads use one directory at once.
#pragma once

#include "tools/wasmc/cache/Key.h"

#include <expected>
#include <memory>
#include <string>

namespace llvm {
class MemoryBuffer;
}  // namespace llvm

namespace wasmc::cache {

// What was found, whole and as it was added.
class Entry {
public:
  Entry(std::string path, std::unique_ptr<llvm::MemoryBuffer> file);
  Entry(Entry &&) noexcept;
  ~Entry();

  std::string_view contents() const;
  // The file that has the contents at its beginning, until somebody removes it.
  const std::string &path() const { return filePath; }

private:
  std::string filePath;
  std::unique_ptr<llvm::MemoryBuffer> file;
};

class Store {
public:
  // `limit`: bytes of all entries together, at least 1; exceeded for some seconds at most. The directory is made if there is none. The
  // error says, without its name, why it can't be used: it must be the user's own, and nobody else's to write to.
  static std::expected<Store, std::string> open(const std::string &directory, uint64_t limit);

  // None too if the entry is damaged, cut off, another key's, or another user's.
  std::optional<Entry> find(const Key &key) const;
  // Keeps the contents if it can, and gives the path of the file that has them at its beginning; empty: it can't, which is no error. A
  // file that is to be executed has the permission for it.
  std::string add(const Key &key, std::string_view contents, bool executable) const;

private:
  Store(std::string directory, uint64_t limit) : directory(std::move(directory)), limit(limit) {}
  std::string path(const Key &key) const;
  void prune() const;

  std::string directory;
  uint64_t limit;
};

}  // namespace wasmc::cache
