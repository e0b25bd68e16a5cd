// The guest's descriptor table: which numbers are open, and what each may do.
//
// 0, 1 and 2 are the standard streams, in an executable the process's own; from 3 follow the granted directories, then listeners, then connections (guests
// look for directories from 3 on and stop at the first number that is none). A number is never a kernel descriptor: nothing reaches
// the kernel but through an entry.
//
// Threads may use, close and renumber descriptors at the same time. An entry of the table refers to a Descriptor, and so does a call
// while it uses it: what a call has checked is what it acts on, and a kernel descriptor is closed only when nothing refers to it any
// more, so that its number is never another file's under a call's hands. A program that cannot start threads counts nothing: no call
// of its is under way while another closes something.
#pragma once

#include "rt/core/Mutex.h"
#include "rt/core/Result.h"
#include "rt/core/StringView.h"
#include "rt/core/ThreadState.h"
#include "rt/sys/linux/FileDescriptor.h"

#include <stdint.h>

namespace wasmc::rt::wasi {

// Does not change while something refers to it, but for the rights.
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
  // Rights (Types.h) that the guest has given up, here and for descriptors that come from this one. It has all others that apply.
  uint32_t droppedRights;
  uint32_t droppedInheriting;
  uint64_t serial;      // no other descriptor's, now or later; 0: a standard stream
  uint32_t references;  // entries and calls; 0: in no use
  Descriptor *nextUnused;

  bool lacks(uint32_t rights) const { return __atomic_load_n(&droppedRights, __ATOMIC_RELAXED) & rights; }
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

  // Gives up rights for good.
  void drop(uint32_t rights, uint32_t inheriting) const {
    __atomic_fetch_or(&descriptor->droppedRights, rights, __ATOMIC_RELAXED);
    __atomic_fetch_or(&descriptor->droppedInheriting, inheriting, __ATOMIC_RELAXED);
  }

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

// The first number that is no standard stream's.
inline constexpr uint32_t firstGrant = 3;

// A context's table. Its state is for Descriptors.cpp alone.
struct DescriptorTable {
  // The table grows by chunks, which stay where they are. Entries are reused lowest first and each holds a kernel descriptor, so
  // RLIMIT_NOFILE bounds how much of the table is ever made.
  static constexpr uint32_t chunkEntries = 64, maxChunks = 1024;

  // Descriptors are made by blocks of as many, and never given back while the context is there.
  struct Block {
    Descriptor descriptors[chunkEntries];
    Block *next;
  };

  // The kernel's descriptors for standard input, output and error.
  constexpr DescriptorTable(int input, int output, int error)
      : streams{standardStream(input), standardStream(output), standardStream(error)},
        firstChunk{&streams[0], &streams[1], &streams[2]} {}
  DescriptorTable(const DescriptorTable &) = delete;
  DescriptorTable &operator=(const DescriptorTable &) = delete;

  // Whoever changes an entry or takes an unused descriptor holds the lock; who only looks one up does not. Descriptors are reused,
  // but never become anything else, so that a look-up may try to count one that has just been closed.
  Mutex lock = {};
  Descriptor streams[firstGrant];
  Descriptor *firstChunk[chunkEntries];
  Descriptor ***chunks = nullptr;  // [maxChunks], the first one unused; null until numbers beyond the first chunk are
  Block *blocks = nullptr;         // all that were made
  Descriptor *firstUnused = nullptr;
  uint64_t lastSerial = 0;

private:
  static constexpr Descriptor standardStream(int kernelFd) {
    Descriptor stream = {};
    stream.kind = Descriptor::Kind::Inherited;
    stream.kernelFd = kernelFd;
    stream.references = 1;
    return stream;
  }
};

// Closes all that is open, whatever still refers to it: calls that have not come to their end, too. The table is of no use then.
void closeDescriptors(DescriptorTable &table);

// What follows acts on the table of the current context (Context.h).

// Each returns EBADF for a number that isn't open, ENOTCAPABLE if one of the `rights` was dropped.
Result<DescriptorUse> findDescriptor(uint32_t fd, uint32_t rights = 0);
// EBADF for a directory too.
Result<DescriptorUse> findFile(uint32_t fd, uint32_t rights = 0);
// ENOTDIR for a file, EBADF for a standard stream (which may happen to be a directory, but was not granted as one).
Result<DescriptorUse> findDirectory(uint32_t fd, uint32_t rights = 0);

// Gives the lowest free number to `fd`, which it then owns and which never has the `dropped` rights. EMFILE when the table is full or
// as many are open as the policy permits. `name` is a granted directory's, empty for all others.
Result<uint32_t> addDescriptor(sys::FileDescriptor fd, Descriptor::Kind kind, bool readOnly, uint32_t dropped = 0,
                               StringView name = {});

// EMFILE when as many are open as the policy permits: to be asked before something is opened, which may have an effect.
Result<void> checkRoom();

// The number is free then, unless the error is EBADF. Any other is what the kernel found out only now about what was written: EIO,
// ENOSPC, EDQUOT (close(2)); another thread's call that still uses the descriptor keeps it from being told.
Result<void> closeDescriptor(uint32_t fd);

// `to` becomes what `from` was, whose number is free then; what `to` was is closed. Both must be open: EBADF.
Result<void> renumberDescriptor(uint32_t from, uint32_t to);

}  // namespace wasmc::rt::wasi
