#include "rt/wasi/preview1/Resolve.h"

#include "rt/core/ThreadState.h"
#include "rt/sys/linux/openat2.h"

namespace wasmc::rt::wasi {

namespace {

// How often to try again when the kernel could not tell, because of a concurrent rename, that `..` stays inside: openat2(2),
// EAGAIN.
constexpr int maxAttempts = 16;

bool isDots(StringView name) { return name == "." || name == ".."; }

}  // namespace

Result<int> openBeneath(int directory, const char *path, int flags, uint32_t mode) {
  static bool missing;
  flags |= O_CLOEXEC;
  if (!(flags & O_PATH))
    flags |= O_NOCTTY;
  Result<int> opened = Errno{ENOSYS};
  if (!__atomic_load_n(&missing, __ATOMIC_RELAXED)) {
    for (int attempt = 0; attempt < maxAttempts; ++attempt) {
      opened = sys::openat2(directory, path, static_cast<uint32_t>(flags), mode, RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS);
      if (opened || (opened.errorNumber().code != EAGAIN && opened.errorNumber().code != EINTR) || currentThread().isInterrupted)
        break;
    }
    if (!opened && opened.errorNumber().code == ENOSYS)
      __atomic_store_n(&missing, true, __ATOMIC_RELAXED);
  }
  if (opened)
    return opened;
  // ENOSYS: the kernel is older than 5.6. EPERM: that, or a seccomp filter which does not know the call.
  int error = opened.errorNumber().code;
  if (error == ENOSYS || error == EPERM || error == EAGAIN)
    opened = walkBeneath(directory, path, flags, mode);
  if (!opened && opened.errorNumber().code == EXDEV)
    return Errno{EPERM};
  return opened;
}

Result<void> ParentDirectory::open(int directory, GuestPath &path) {
  StringView whole = path.view();
  size_t end = whole.size();
  while (end > 0 && whole[end - 1] == '/')
    --end;
  size_t begin = end;
  while (begin > 0 && whole[begin - 1] != '/')
    --begin;
  if (whole[0] == '/')
    return Errno{EPERM};
  slash = end < whole.size();
  lastComponent = path.text() + begin;
  if (isDots(whole.substr(begin, end - begin))) {
    // The kernel refuses these as a name to act on, each call in its own words; but the guest must not learn what is outside.
    Result<int> inside = openBeneath(directory, path.text(), O_PATH | O_DIRECTORY);
    if (!inside)
      return inside.errorNumber();
    sys::FileDescriptor closed(*inside);
  }
  if (begin == 0) {
    borrowed = directory;
    return {};
  }
  path.text()[begin - 1] = '\0';
  Result<int> parent = openBeneath(directory, path.text(), O_PATH | O_DIRECTORY);
  if (!parent)
    return parent.errorNumber();
  owned.reset(*parent);
  return {};
}

}  // namespace wasmc::rt::wasi
