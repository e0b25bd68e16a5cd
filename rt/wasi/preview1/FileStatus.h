// What a file is and when it was touched, in WASI's terms.
#pragma once

#include "rt/sys/linux/socket.h"
#include "rt/sys/linux/statx.h"
#include "rt/sys/linux/utimensat.h"
#include "rt/wasi/preview1/Types.h"

#include <linux/errno.h>

namespace wasmc::rt::wasi {

// From the type bits of a mode: inode(7). A pipe has no type in WASI.
inline FileType fileType(uint32_t mode) {
  switch (mode & S_IFMT) {
  case S_IFBLK: return FileType::BlockDevice;
  case S_IFCHR: return FileType::CharacterDevice;
  case S_IFDIR: return FileType::Directory;
  case S_IFREG: return FileType::RegularFile;
  case S_IFSOCK: return FileType::SocketStream;
  case S_IFLNK: return FileType::SymbolicLink;
  default: return FileType::Unknown;
  }
}

// The same of an open file, of which more can be known than its mode says.
inline FileType fileType(uint32_t mode, int kernelFd) {
  if ((mode & S_IFMT) == S_IFSOCK)
    if (Result<int> type = sys::socketType(kernelFd); type && *type == sys::socketDatagram)
      return FileType::SocketDatagram;
  return fileType(mode);
}

// Nanoseconds since 1970; what lies before is 1970.
inline uint64_t timestamp(const statx_timestamp &time) {
  return time.tv_sec < 0 ? 0 : static_cast<uint64_t>(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

inline Filestat filestat(const struct statx &from) {
  return {
      .device = static_cast<uint64_t>(from.stx_dev_major) << 32 | from.stx_dev_minor,
      .inode = from.stx_ino,
      .type = fileType(from.stx_mode),
      .padding = {},
      .linkCount = from.stx_nlink,
      .size = from.stx_size,
      .accessTime = timestamp(from.stx_atime),
      .modificationTime = timestamp(from.stx_mtime),
      .changeTime = timestamp(from.stx_ctime),
  };
}

inline Result<Filestat> filestat(int kernelFd) {
  Result<struct statx> status = sys::statx(kernelFd);
  if (!status)
    return status.errorNumber();
  Filestat answer = filestat(status.value());
  answer.type = fileType(status.value().stx_mode, kernelFd);
  return answer;
}

// The two times that fd_filestat_set_times and path_filestat_set_times may set.
struct FileTimes {
  __kernel_timespec times[2];

  // `flags` is WASI's fstflags. EINVAL for a time that is to be both given and now, and for unknown flags.
  static Result<FileTimes> read(uint64_t access, uint64_t modification, uint32_t flags) {
    constexpr uint32_t given = 1, now = 2, bitsPerTime = 2;
    uint32_t modificationFlags = flags >> bitsPerTime, accessFlags = flags & (given | now);
    if (accessFlags == (given | now) || modificationFlags >= (given | now))
      return Errno{EINVAL};
    auto time = [=](uint64_t value, uint32_t which) -> __kernel_timespec {
      if (which != given)
        return {0, which == now ? sys::utimeNow : sys::utimeOmit};
      return {static_cast<long long>(value / 1'000'000'000), static_cast<long long>(value % 1'000'000'000)};
    };
    return FileTimes{{time(access, accessFlags), time(modification, modificationFlags)}};
  }
};

}  // namespace wasmc::rt::wasi
