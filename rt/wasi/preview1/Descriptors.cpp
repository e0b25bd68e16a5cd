#include "rt/wasi/preview1/Descriptors.h"

#include "rt/core/Allocator.h"
#include "rt/core/Format.h"
#include "rt/core/MemoryFunctions.h"
#include "rt/core/Message.h"
#include "rt/core/Mutex.h"
#include "rt/sandbox/KernelSandbox.h"
#include "rt/sys/linux/fcntl.h"
#include "rt/sys/linux/openat.h"
#include "rt/sys/linux/sigaction.h"
#include "rt/wasi/preview1/Errno.h"

#include <linux/errno.h>
#include <linux/limits.h>

// Opens the granted sockets. Weak: only a program that imports a call for sockets is linked with it.
extern "C" [[gnu::weak, gnu::visibility("hidden")]] void wasmc_wasi_sockets(const wasmc::rt::sandbox::Policy &policy);

namespace wasmc::rt::wasi {

namespace {

// The table grows by chunks, which stay where they are. Entries are reused lowest first and each holds a kernel descriptor, so
// RLIMIT_NOFILE bounds how much of the table is ever made.
constexpr uint32_t chunkEntries = 64;
constexpr uint32_t maxChunks = 1024;
constexpr int firstOwnFd = 3;

constexpr Descriptor standardStream(int kernelFd) {
  Descriptor stream = {};
  stream.kind = Descriptor::Kind::Inherited;
  stream.kernelFd = kernelFd;
  stream.references = 1;
  return stream;
}

Descriptor standardStreams[] = {standardStream(0), standardStream(1), standardStream(2)};
Descriptor *firstChunk[chunkEntries] = {&standardStreams[0], &standardStreams[1], &standardStreams[2]};

// Whoever changes an entry or takes an unused descriptor holds the lock; who only looks one up does not. Descriptors are reused, but
// never become anything else, so that a look-up may try to count one that has just been closed.
Mutex tableLock;
[[gnu::section(".bss.buffers")]] Descriptor **chunks[maxChunks];  // but for the first, so that they take no room in the file
Descriptor *firstUnused;
uint64_t lastSerial;

const sandbox::Policy *policyInForce;

// Null if it has not been made.
Descriptor **chunkAt(uint32_t chunk) {
  if (chunk == 0)
    return firstChunk;
  return chunk < maxChunks ? __atomic_load_n(&chunks[chunk], __ATOMIC_ACQUIRE) : nullptr;
}

Descriptor **entryAt(uint32_t fd) {
  Descriptor **entries = chunkAt(fd / chunkEntries);
  return entries ? &entries[fd % chunkEntries] : nullptr;
}

// The lowest free number, making a chunk when all are taken. As many can be open as there are numbers below the policy's limit.
Result<uint32_t> freeNumber() {
  uint64_t limit = policyInForce->maxDescriptors ? policyInForce->maxDescriptors : maxChunks * chunkEntries;
  for (uint32_t chunk = 0; chunk < maxChunks; ++chunk) {
    Descriptor **entries = chunkAt(chunk);
    if (!entries) {
      entries = allocateArray<Descriptor *>(chunkEntries);
      __atomic_store_n(&chunks[chunk], entries, __ATOMIC_RELEASE);
    }
    if (!entries)
      return Errno{ENOMEM};
    for (uint32_t i = 0; i < chunkEntries; ++i)
      if (uint32_t number = chunk * chunkEntries + i; number >= limit)
        return Errno{EMFILE};
      else if (!entries[i])
        return number;
  }
  return Errno{EMFILE};
}

// Null when there is no memory for more.
Descriptor *takeUnused() {
  if (!firstUnused) {
    auto *fresh = allocateArray<Descriptor>(chunkEntries);
    for (uint32_t i = 0; fresh && i < chunkEntries; ++i) {
      fresh[i].nextUnused = firstUnused;
      firstUnused = &fresh[i];
    }
  }
  Descriptor *taken = firstUnused;
  if (taken)
    firstUnused = taken->nextUnused;
  return taken;
}

void setEntry(Descriptor **entry, Descriptor *descriptor) { __atomic_store_n(entry, descriptor, __ATOMIC_SEQ_CST); }

// Not under the lock: closing may take its time.
Result<void> dropReference(Descriptor &descriptor) {
  if (__atomic_sub_fetch(&descriptor.references, 1, __ATOMIC_ACQ_REL) != 0)
    return {};
  Result<void> closed;
  if (descriptor.kind != Descriptor::Kind::Inherited)
    closed = sys::close(descriptor.kernelFd);
  Lock lock(tableLock);
  descriptor.nextUnused = firstUnused;
  firstUnused = &descriptor;
  return closed;
}

// False when nothing refers to the descriptor, which then is not what the entry says any more.
bool addReference(Descriptor &descriptor) {
  uint32_t references = __atomic_load_n(&descriptor.references, __ATOMIC_RELAXED);
  while (references != 0)
    if (__atomic_compare_exchange_n(&descriptor.references, &references, references + 1, true, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
      return true;
  return false;
}

// What an entry refers to, counted where threads are; null if nothing.
Descriptor *use(Descriptor **entry) {
  while (Descriptor *found = __atomic_load_n(entry, __ATOMIC_SEQ_CST)) {
    if (!hasSeveralThreads())
      return found;
    if (!addReference(*found))
      continue;
    if (__atomic_load_n(entry, __ATOMIC_SEQ_CST) == found)
      return found;
    (void)dropReference(*found);  // it may have been closed, and be another file by now
  }
  return nullptr;
}

Result<DescriptorUse> permitted(Result<DescriptorUse> found, uint32_t rights) {
  if (found && found.value()->lacks(rights))
    return Errno{ENOTCAPABLE};
  return found;
}

StringView reason(Errno error) {
  switch (error.code) {
  case ENOENT: return "no such directory";
  case ENOTDIR: return "not a directory";
  case EACCES: return "permission denied";
  case ENAMETOOLONG: return "name too long";
  case ELOOP: return "too many symbolic links";
  case EMFILE: return "too many open files";
  default: return {};
  }
}

[[noreturn]] void refuse(const sandbox::DirectoryGrant &grant, Errno error) {
  StringView why = reason(error);
  if (why.empty())
    fatalError("--dir ", grant.host, ": error ", Decimal(error.code));
  fatalError("--dir ", grant.host, ": ", why);
}

// The host's path is the user's, not the guest's: it may be absolute and lead through any link. Not inlined: its buffer would cost
// every start a page of stack.
[[gnu::noinline]] void openGrant(const sandbox::DirectoryGrant &grant) {
  char path[PATH_MAX];
  if (grant.host.size() >= sizeof path)
    refuse(grant, Errno{ENAMETOOLONG});
  memcpy(path, grant.host.data(), grant.host.size());
  path[grant.host.size()] = '\0';
  Result<int> opened = sys::openat(AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (!opened)
    refuse(grant, opened.errorNumber());
  Result<uint32_t> fd = addDescriptor(sys::FileDescriptor(*opened), Descriptor::Kind::Directory, grant.readOnly, 0, grant.guest);
  if (!fd)
    refuse(grant, fd.errorNumber());
  sandbox::keepTree(findDirectory(*fd).value()->kernelFd, grant.readOnly);
}

// A grant that the program cannot make use of is a mistake of the user's.
void openSockets(const sandbox::Policy &policy) {
  if (policy.listenerCount + policy.connectionCount == 0)
    return;
  if (!wasmc_wasi_sockets)
    fatalError(policy.listenerCount ? "--listen" : "--connect", ": the program imports no function for sockets");
  wasmc_wasi_sockets(policy);
}

}  // namespace

void DescriptorUse::endUse(Descriptor &descriptor) { (void)dropReference(descriptor); }

Result<DescriptorUse> findDescriptor(uint32_t fd, uint32_t rights) {
  Descriptor **entry = entryAt(fd);
  Descriptor *descriptor = entry ? use(entry) : nullptr;
  if (!descriptor)
    return Errno{EBADF};
  return permitted(DescriptorUse(descriptor), rights);
}

Result<DescriptorUse> findFile(uint32_t fd, uint32_t rights) {
  Result<DescriptorUse> descriptor = findDescriptor(fd);
  if (descriptor && descriptor.value()->kind == Descriptor::Kind::Directory)
    return Errno{EBADF};
  return permitted(static_cast<Result<DescriptorUse> &&>(descriptor), rights);
}

Result<DescriptorUse> findDirectory(uint32_t fd, uint32_t rights) {
  Result<DescriptorUse> descriptor = findDescriptor(fd);
  if (descriptor && descriptor.value()->kind != Descriptor::Kind::Directory)
    return Errno{descriptor.value()->kind == Descriptor::Kind::File ? ENOTDIR : EBADF};
  return permitted(static_cast<Result<DescriptorUse> &&>(descriptor), rights);
}

Result<uint32_t> addDescriptor(sys::FileDescriptor fd, Descriptor::Kind kind, bool readOnly, uint32_t dropped, StringView name) {
  if (fd.get() < firstOwnFd) {
    // The process was started without one of its standard streams. What the runtime writes there must not land in this file.
    Result<int> moved = sys::duplicateFrom(fd.get(), firstOwnFd);
    if (!moved)
      return moved.errorNumber();
    fd.reset(*moved);
  }
  Lock lock(tableLock);
  Result<uint32_t> number = freeNumber();
  if (!number)
    return number;
  Descriptor *descriptor = takeUnused();
  if (!descriptor)
    return Errno{ENOMEM};
  descriptor->kind = kind;
  descriptor->readOnly = readOnly;
  descriptor->kernelFd = fd.release();
  descriptor->name = name.data();
  descriptor->nameSize = name.size();
  descriptor->droppedRights = descriptor->droppedInheriting = dropped;
  descriptor->serial = ++lastSerial;
  __atomic_store_n(&descriptor->references, 1, __ATOMIC_RELEASE);  // a late look-up may see it from now on
  setEntry(entryAt(*number), descriptor);
  return number;
}

Result<void> checkRoom() {
  if (policyInForce->maxDescriptors == 0)
    return {};
  Lock lock(tableLock);
  Result<uint32_t> number = freeNumber();
  return number ? Result<void>() : number.errorNumber();
}

Result<void> closeDescriptor(uint32_t fd) {
  Descriptor **entry = entryAt(fd), *descriptor = nullptr;
  if (entry) {
    Lock lock(tableLock);
    descriptor = *entry;
    setEntry(entry, nullptr);
  }
  if (!descriptor)
    return Errno{EBADF};
  Result<void> closed = dropReference(*descriptor);
  return !closed && closed.errorNumber().code == EINTR ? Result<void>() : closed;
}

Result<void> renumberDescriptor(uint32_t from, uint32_t to) {
  Descriptor **source = entryAt(from), **target = entryAt(to), *replaced;
  if (!source || !target)
    return Errno{EBADF};
  {
    Lock lock(tableLock);
    if (!*source || !*target)
      return Errno{EBADF};
    if (source == target)
      return {};
    replaced = *target;
    setEntry(target, *source);
    setEntry(source, nullptr);
  }
  (void)dropReference(*replaced);  // as dup2(2)
  return {};
}

const sandbox::Policy &grantedPolicy() { return *policyInForce; }

}  // namespace wasmc::rt::wasi

void wasmc_wasi_start(const wasmc::rt::sandbox::Policy &policy) {
  using namespace wasmc::rt;
  wasi::policyInForce = &policy;
  // Writing where nobody reads any more is the error `pipe`; typenames.witx has the signal ignored.
  (void)sys::ignoreSignal(SIGPIPE);
  for (const sandbox::DirectoryGrant &grant : policy.grantedDirectories())
    wasi::openGrant(grant);
  wasi::openSockets(policy);
}
