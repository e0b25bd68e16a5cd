// The guest's descriptor table: which numbers are open, and what each may do.
//
// 0, 1 and 2 are the process's own standard streams, the granted directories follow from 3. A number is never a kernel descriptor:
// nothing reaches the kernel but through an entry.
//
// Threads may use, close and renumber descriptors at the same time. An entry of the table refers to a Descriptor, and so does a call
// while it uses it: what a call has checked is what it acts on, and a kernel descriptor is closed only when nothing refers to it any
// more, so that its number is never another file's under a call's hands. A program that cannot start threads counts nothing: no call
// of its is under way while another closes something.
#pragma once

#include "rt/core/Result.h"
#include "rt/core/StringView.h"
#include "rt/core/ThreadState.h"
#include "rt/sandbox/Policy.h"
#include "rt/sys/linux/FileDescriptor.h"

#include <stdint.h>

namespace wasmc::rt::wasi {

// Does not change while something refers to it.
struct Descriptor {
  enum class Kind : uint8_t {
    Inherited,  // a standard stream: never closed, so that no other file becomes the runtime's own standard error
    File,
    Directory,
  };
  Kind kind;
  bool readOnly;  // obtained through a read-only grant: nothing may be changed through it
  int32_t kernelFd;
  const char *name;  // of a granted directory, as the guest sees it; null for others
  size_t nameSize;
  uint32_t references;  // entries and calls; 0: in no use
  Descriptor *nextUnused;
};

// A call's use of a descriptor: it refers to it from when it was found until the end of the scope.
class DescriptorUse {
public:
  explicit DescriptorUse(Descriptor *referred = nullptr) : descriptor(referred) {}
  DescriptorUse(DescriptorUse &&other) : descriptor(other.release()) {}
  DescriptorUse &operator=(DescriptorUse &&other) {
    Descriptor *previous = descriptor;
    descriptor = other.release();
    DescriptorUse end(previous);
    return *this;
  }
  ~DescriptorUse() {
    if (descriptor && hasSeveralThreads())
      endUse(*descriptor);
  }

  const Descriptor *operator->() const { return descriptor; }
  const Descriptor &operator*() const { return *descriptor; }

  // Hands the use over, to be taken up by another DescriptorUse.
  Descriptor *release() {
    Descriptor *released = descriptor;
    descriptor = nullptr;
    return released;
  }

private:
  static void endUse(Descriptor &descriptor);

  Descriptor *descriptor;
};

// Each returns EBADF for a number that isn't open.
Result<DescriptorUse> findDescriptor(uint32_t fd);
// EBADF for a directory too.
Result<DescriptorUse> findFile(uint32_t fd);
// ENOTDIR for a file, EBADF for a standard stream (which may happen to be a directory, but was not granted as one).
Result<DescriptorUse> findDirectory(uint32_t fd);

// Gives the lowest free number to `fd`, which it then owns. EMFILE when the table is full. `name` is a granted directory's, empty for
// all others.
Result<uint32_t> addDescriptor(sys::FileDescriptor fd, Descriptor::Kind kind, bool readOnly, StringView name = {});

// The number is free then. EBADF.
Result<void> closeDescriptor(uint32_t fd);

// `to` becomes what `from` was, whose number is free then; what `to` was is closed. Both must be open: EBADF.
Result<void> renumberDescriptor(uint32_t from, uint32_t to);

// The policy that wasmc_wasi_start was given.
const sandbox::Policy &grantedPolicy();

}  // namespace wasmc::rt::wasi

// Opens the granted directories as descriptors 3 and up, or ends the process with status 125. To be called once, before guest code
// runs. A weak reference suffices: the function is linked in exactly when a call that needs it is.
extern "C" void wasmc_wasi_start(const wasmc::rt::sandbox::Policy &policy);
