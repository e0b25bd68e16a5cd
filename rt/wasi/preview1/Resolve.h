// Paths relative to a directory descriptor, which they cannot leave: not by `..`, not by being absolute, not through a symbolic
// link, and not while somebody renames directories meanwhile. A path that would leave is EPERM.
#pragma once

#include "rt/sys/linux/FileDescriptor.h"
#include "rt/wasi/preview1/GuestPath.h"

#include <linux/fcntl.h>

namespace wasmc::rt::wasi {

// open(2) beneath `directory`. `flags` are O_ flags (O_CLOEXEC and O_NOCTTY are added); with O_NOFOLLOW the last component may not
// be a symbolic link, or with O_PATH too is opened itself.
Result<int> openBeneath(int directory, const char *path, int flags, uint32_t mode = 0);

// The same without openat2(2), component by component; what openBeneath falls back to. A path that would leave is EXDEV.
Result<int> walkBeneath(int directory, const char *path, int flags, uint32_t mode);

// The last component of a path and the directory that it is in, for system calls that act on a name (unlinkat and its kin).
//
// The name keeps its trailing slashes, which mean something to those calls. None of them follows a link that it ends in, but
// linkat's source: see endsInSlash().
class ParentDirectory {
public:
  // Cuts `path` in two, which must live as long as this does. `directory` is borrowed.
  Result<void> open(int directory, GuestPath &path);

  int fd() const { return borrowed >= 0 ? borrowed : owned.get(); }
  const char *name() const { return lastComponent; }
  bool endsInSlash() const { return slash; }

private:
  sys::FileDescriptor owned;
  int borrowed = -1;
  const char *lastComponent = nullptr;
  bool slash = false;
};

}  // namespace wasmc::rt::wasi
