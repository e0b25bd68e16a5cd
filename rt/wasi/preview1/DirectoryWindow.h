// The entries of directories that getdents64(2) read last.
//
// A guest lists a directory by cookies, in pieces of its own size; the kernel hands entries out in pieces of its own size, and moves
// on. What it handed out is kept here, so that a listing costs one system call for each 32 KiB of entries and no repositioning, for
// which some file systems need time in proportion to the position. How many directories are kept is fixed: of any other, entries
// are read again from where the guest wants to go on.
#pragma once

#include "rt/core/Result.h"
#include "rt/sys/linux/getdents64.h"

namespace wasmc::rt::wasi {

// A run of entries of one directory, in the kernel's form, and a position in it. Not thread-safe. All zeros: of none.
class DirectoryWindow {
public:
  // The next entry, with its null-terminated name behind it; null at the directory's end.
  Result<const sys::DirectoryEntry *> next(int kernelFd);

private:
  friend struct DirectoryWindows;

  bool find(uint64_t wanted);
  const sys::DirectoryEntry *entry() const { return reinterpret_cast<const sys::DirectoryEntry *>(entries + position); }
  void skip();

  uint64_t owner;   // the directory's serial number; 0: none
  uint64_t begin;   // the first entry's cookie
  uint64_t cookie;  // of `position`. The kernel's own position is behind the last entry
  size_t position;  // in bytes, like the size
  size_t size;
  uint8_t entries[32768];
};

// Those of a context. All zeros: none yet.
struct DirectoryWindows {
  // The window of the directory `kernelFd`, which Descriptor::serial tells from all others. next() continues at `cookie`: 0 is the
  // beginning, read anew; anything else is what an entry gave as `next`. Valid until the next call. Not thread-safe.
  Result<DirectoryWindow *> at(uint64_t serial, int kernelFd, uint64_t cookie);

  // Forgets all entries, but not which directories were listed.
  void clear() {
    for (DirectoryWindow &window : windows)
      window.owner = 0;
  }

private:
  uint64_t latestListed;  // the highest serial number that was listed: the kernel's position in a later directory is still 0
  size_t nextReplaced;
  DirectoryWindow windows[4];
};

}  // namespace wasmc::rt::wasi
