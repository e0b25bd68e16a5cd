// The guest's descriptor table: which numbers are open, and what each may do.
//
// 0, 1 and 2 are the process's own standard streams, the granted directories follow from 3. A number is never a kernel descriptor:
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
};

// Each returns EBADF for a number that isn't open. The pointer is valid until the entry is closed or renumbered.
Result<Descriptor *> findDescriptor(uint32_t fd);
// EBADF for a directory too.
Result<Descriptor *> findFile(uint32_t fd);
// ENOTDIR for a file, EBADF for a standard stream (which may happen to be a directory, but was not granted as one).
Result<Descriptor *> findDirectory(uint32_t fd);

// Gives the lowest free number to `fd`, which it then owns. EMFILE when the table is full.
Result<uint32_t> addDescriptor(sys::FileDescriptor fd, Descriptor::Kind kind, bool readOnly);

// Frees the entry in any case. An error is what the kernel found out only now about what was written: EIO, ENOSPC, EDQUOT (close(2)).
Result<void> closeDescriptor(Descriptor &descriptor);

// The policy that wasmc_wasi_start was given.
const sandbox::Policy &grantedPolicy();

}  // namespace wasmc::rt::wasi

// Opens the granted directories as descriptors 3 and up, or ends the process with status 125. To be called once, before guest code
// runs. A weak reference suffices: the function is linked in exactly when a call that needs it is.
extern "C" void wasmc_wasi_start(const wasmc::rt::sandbox::Policy &policy);
