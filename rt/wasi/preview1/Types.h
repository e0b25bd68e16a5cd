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

// rights
inline constexpr uint32_t rightFdDatasync = 1u << 0, rightFdRead = 1u << 1, rightFdSeek = 1u << 2, rightFdFdstatSetFlags = 1u << 3,
                          rightFdSync = 1u << 4, rightFdTell = 1u << 5, rightFdWrite = 1u << 6, rightFdAdvise = 1u << 7,
                          rightFdAllocate = 1u << 8, rightPathCreateDirectory = 1u << 9, rightPathCreateFile = 1u << 10,
                          rightPathLinkSource = 1u << 11, rightPathLinkTarget = 1u << 12, rightPathOpen = 1u << 13,
                          rightFdReaddir = 1u << 14, rightPathReadlink = 1u << 15, rightPathRenameSource = 1u << 16,
                          rightPathRenameTarget = 1u << 17, rightPathFilestatGet = 1u << 18, rightPathFilestatSetSize = 1u << 19,
                          rightPathFilestatSetTimes = 1u << 20, rightFdFilestatGet = 1u << 21, rightFdFilestatSetSize = 1u << 22,
                          rightFdFilestatSetTimes = 1u << 23, rightPathSymlink = 1u << 24, rightPathRemoveDirectory = 1u << 25,
                          rightPathUnlinkFile = 1u << 26, rightPollFdReadwrite = 1u << 27, rightSockShutdown = 1u << 28,
                          rightSockAccept = 1u << 29, allRights = (1u << 30) - 1;

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
