// statx(2).
#pragma once

#include "rt/sys/linux/syscall.h"

#include <linux/fcntl.h>
#include <linux/stat.h>

namespace wasmc::rt::sys {

// Of an open file. `fd` may be an O_PATH descriptor, also of a symbolic link.
inline Result<struct statx> statx(int fd) {
  struct statx answer;
  Result<void> done = syscall<void>(__NR_statx, fd, "", AT_EMPTY_PATH, STATX_BASIC_STATS, &answer);
  if (!done)
    return done.errorNumber();
  return answer;
}

// Of what `path` names relative to `directory`; a link in its last component is not followed, unless a slash comes after it.
inline Result<struct statx> statx(int directory, const char *path) {
  struct statx answer;
  Result<void> done = syscall<void>(__NR_statx, directory, path, AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT, STATX_BASIC_STATS, &answer);
  if (!done)
    return done.errorNumber();
  return answer;
}

}  // namespace wasmc::rt::sys
