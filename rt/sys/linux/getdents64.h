// getdents64(2).
#pragma once

#include "rt/sys/linux/syscall.h"

#include <stddef.h>
#include <stdint.h>

namespace wasmc::rt::sys {

// The fixed part of an entry; the null-terminated name follows it.
struct [[gnu::packed]] DirectoryEntry {
  uint64_t inode;
  int64_t next;   // where lseek(2) continues after this entry
  uint16_t size;  // of the entry, name and padding included
  uint8_t type;   // the file type bits of a mode, shifted right by 12; 0: unknown
};

// Fills `buffer` with whole entries; the number of bytes, 0 at the end.
inline Result<size_t> getdents64(int fd, void *buffer, size_t size) { return syscall<size_t>(__NR_getdents64, fd, buffer, size); }

}  // namespace wasmc::rt::sys
