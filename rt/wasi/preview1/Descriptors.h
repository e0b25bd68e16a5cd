// The guest's descriptor table: which numbers are open, and what each may do.
//
// 0, 1 and 2 are the process's own standard streams; from 3 follow the granted directories, then listeners, then connections (guests
// look for directories from 3 on and stop at the first number that is none). A number is never a kernel descriptor:
// nothing reaches the kernel but through an entry. Not thread-safe.
#pragma once

#include "rt/core/Result.h"
#include "rt/core/StringView.h"
#include "rt/sandbox/Policy.h"
#include "rt/sys/linux/FileDescriptor.h"

#include <stdint.h>

namespace wasmc::rt::wasi {

struct Descriptor {
  enum class Kind : uint8_t {
    Free,
    Inherited,  // a standard stream: never closed, so that no other file becomes the runtime's own standard error
    File,
    Directory,
  };
  Kind kind;
  bool readOnly;  // obtained through a read-only grant: nothing may be changed through it
  int32_t kernelFd;
  const char *name;  // of a granted directory, as the guest sees it; null for others
  size_t nameSize;
  // Rights (Types.h) that the guest has given up, here and for descriptors that come from this one. It has all others that apply.
  uint32_t droppedRights;
  uint32_t droppedInheriting;
  uint64_t serial;  // no other descriptor's, now or later; 0: a standard stream
};

// Each returns EBADF for a number that isn't open, ENOTCAPABLE if one of the `rights` was dropped. The pointer is valid until the
// entry is closed or renumbered.
Result<Descriptor *> findDescriptor(uint32_t fd, uint32_t rights = 0);
// EBADF for a directory too.
Result<Descriptor *> findFile(uint32_t fd, uint32_t rights = 0);
// ENOTDIR for a file, EBADF for a standard stream (which may happen to be a directory, but was not granted as one).
Result<Descriptor *> findDirectory(uint32_t fd, uint32_t rights = 0);

// Gives the lowest free number to `fd`, which it then owns and which never has the `dropped` rights. EMFILE when the table is full or
// as many are open as the policy permits.
Result<uint32_t> addDescriptor(sys::FileDescriptor fd, Descriptor::Kind kind, bool readOnly, uint32_t dropped = 0);

void closeDescriptor(Descriptor &descriptor);

// The policy that wasmc_wasi_start was given.
const sandbox::Policy &grantedPolicy();

}  // namespace wasmc::rt::wasi

// Opens the granted directories and sockets as descriptors 3 and up, or ends the process with status 125. To be called once, before guest code
// runs. A weak reference suffices: the function is linked in exactly when a call that needs it is.
extern "C" void wasmc_wasi_start(const wasmc::rt::sandbox::Policy &policy);
