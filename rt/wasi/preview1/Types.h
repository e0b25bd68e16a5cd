// The values and layouts of WASI 0.1 that more than one file needs.
// Source: WebAssembly/WASI, legacy/preview1/witx/typenames.witx.
#pragma once

#include <stddef.h>
#include <stdint.h>

namespace wasmc::rt::wasi {

enum class FileType : uint8_t {
  Unknown,
  BlockDevice,
  CharacterDevice,
  Directory,
  RegularFile,
  SocketDatagram,
  SocketStream,
  SymbolicLink,
};

// fdflags
inline constexpr uint32_t flagAppend = 1, flagDsync = 2, flagNonblock = 4, flagRsync = 8, flagSync = 16, allFdFlags = 31;

// rights, of which only read and write decide anything: they are the access mode of path_open.
inline constexpr uint64_t rightFdDatasync = 1 << 0, rightFdRead = 1 << 1, rightFdSeek = 1 << 2, rightFdFdstatSetFlags = 1 << 3,
                          rightFdSync = 1 << 4, rightFdTell = 1 << 5, rightFdWrite = 1 << 6, rightFdAdvise = 1 << 7,
                          rightFdAllocate = 1 << 8, rightPathCreateDirectory = 1 << 9, rightPathCreateFile = 1 << 10,
                          rightPathLinkSource = 1 << 11, rightPathLinkTarget = 1 << 12, rightPathOpen = 1 << 13,
                          rightFdReaddir = 1 << 14, rightPathReadlink = 1 << 15, rightPathRenameSource = 1 << 16,
                          rightPathRenameTarget = 1 << 17, rightPathFilestatGet = 1 << 18, rightPathFilestatSetTimes = 1 << 20,
                          rightFdFilestatGet = 1 << 21, rightFdFilestatSetSize = 1 << 22, rightFdFilestatSetTimes = 1 << 23,
                          rightPathSymlink = 1 << 24, rightPathRemoveDirectory = 1 << 25, rightPathUnlinkFile = 1 << 26,
                          rightPollFdReadwrite = 1 << 27;

// lookupflags
inline constexpr uint32_t lookupSymlinkFollow = 1;

struct Fdstat {
  FileType type;
  uint8_t padding0;
  uint16_t flags;
  uint32_t padding1;
  uint64_t rightsBase;
  uint64_t rightsInheriting;
};
static_assert(sizeof(Fdstat) == 24 && offsetof(Fdstat, rightsBase) == 8);

struct Filestat {
  uint64_t device;
  uint64_t inode;
  FileType type;
  uint8_t padding[7];
  uint64_t linkCount;
  uint64_t size;
  uint64_t accessTime;  // nanoseconds since 1970, like the others
  uint64_t modificationTime;
  uint64_t changeTime;
};
static_assert(sizeof(Filestat) == 64 && offsetof(Filestat, linkCount) == 24 && offsetof(Filestat, changeTime) == 56);

}  // namespace wasmc::rt::wasi
