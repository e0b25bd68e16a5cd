#include "rt/wasi/preview1/Descriptors.h"

#include "rt/sys/linux/fcntl.h"
#include "rt/wasi/preview1/Context.h"
#include "rt/wasi/preview1/Errno.h"

#include <linux/errno.h>

namespace wasmc::rt::wasi {

namespace {

constexpr uint32_t chunkEntries = DescriptorTable::chunkEntries, maxChunks = DescriptorTable::maxChunks;
constexpr int firstOwnFd = 3;

// Null if it has not been made.
Descriptor **chunkAt(DescriptorTable &table, uint32_t chunk) {
  if (chunk == 0)
    return table.firstChunk;
  Descriptor ***chunks = __atomic_load_n(&table.chunks, __ATOMIC_ACQUIRE);
  return chunks && chunk < maxChunks ? __atomic_load_n(&chunks[chunk], __ATOMIC_ACQUIRE) : nullptr;
}

// The same, making it. Null when there is no memory for it.
Descriptor **makeChunk(DescriptorTable &table, uint32_t chunk) {
  if (Descriptor **made = chunkAt(table, chunk))
    return made;
  if (!table.chunks)
    __atomic_store_n(&table.chunks, allocateForContext<Descriptor **>(maxChunks), __ATOMIC_RELEASE);
  if (!table.chunks)
    return nullptr;
  auto *made = allocateForContext<Descriptor *>(chunkEntries);
  __atomic_store_n(&table.chunks[chunk], made, __ATOMIC_RELEASE);
  return made;
}

Descriptor **entryAt(DescriptorTable &table, uint32_t fd) {
  Descriptor **entries = chunkAt(table, fd / chunkEntries);
  return entries ? &entries[fd % chunkEntries] : nullptr;
}

// The lowest free number, making a chunk when all are taken. As many can be open as there are numbers below the policy's limit.
Result<uint32_t> freeNumber(Context &context) {
  uint64_t limit = context.policy->maxDescriptors ? context.policy->maxDescriptors : maxChunks * chunkEntries;
  for (uint32_t chunk = 0; chunk < maxChunks; ++chunk) {
    Descriptor **entries = makeChunk(context.descriptors, chunk);
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

void putBack(DescriptorTable &table, Descriptor &descriptor) {
  descriptor.nextUnused = table.firstUnused;
  table.firstUnused = &descriptor;
}

// Null when there is no memory for more.
Descriptor *takeUnused(DescriptorTable &table) {
  if (!table.firstUnused) {
    auto *fresh = allocateForContext<DescriptorTable::Block>();
    if (!fresh)
      return nullptr;
    fresh->next = table.blocks;
    table.blocks = fresh;
    for (Descriptor &descriptor : fresh->descriptors)
      putBack(table, descriptor);
  }
  Descriptor *taken = table.firstUnused;
  table.firstUnused = taken->nextUnused;
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
  DescriptorTable &table = context().descriptors;
  Lock lock(table.lock);
  putBack(table, descriptor);
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

}  // namespace

void DescriptorUse::endUse(Descriptor &descriptor) { (void)dropReference(descriptor); }

void closeDescriptors(DescriptorTable &table) {
  auto closeAll = [](Span<Descriptor> descriptors) {
    for (Descriptor &descriptor : descriptors)
      if (descriptor.references != 0 && descriptor.kind != Descriptor::Kind::Inherited)
        (void)sys::close(descriptor.kernelFd);
  };
  closeAll(table.streams);  // which are used again, too
  for (DescriptorTable::Block *block = table.blocks; block; block = block->next)
    closeAll(block->descriptors);
}

Result<DescriptorUse> findDescriptor(uint32_t fd, uint32_t rights) {
  Descriptor **entry = entryAt(context().descriptors, fd);
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
  DescriptorTable &table = context().descriptors;
  Lock lock(table.lock);
  Result<uint32_t> number = freeNumber(context());
  if (!number)
    return number;
  Descriptor *descriptor = takeUnused(table);
  if (!descriptor)
    return Errno{ENOMEM};
  descriptor->kind = kind;
  descriptor->readOnly = readOnly;
  descriptor->kernelFd = fd.release();
  descriptor->name = name.data();
  descriptor->nameSize = name.size();
  descriptor->droppedRights = descriptor->droppedInheriting = dropped;
  descriptor->serial = ++table.lastSerial;
  __atomic_store_n(&descriptor->references, 1, __ATOMIC_RELEASE);  // a late look-up may see it from now on
  setEntry(entryAt(table, *number), descriptor);
  return number;
}

Result<void> checkRoom() {
  Context &current = context();
  if (current.policy->maxDescriptors == 0)
    return {};
  Lock lock(current.descriptors.lock);
  Result<uint32_t> number = freeNumber(current);
  return number ? Result<void>() : number.errorNumber();
}

Result<void> closeDescriptor(uint32_t fd) {
  DescriptorTable &table = context().descriptors;
  Descriptor **entry = entryAt(table, fd), *descriptor = nullptr;
  if (entry) {
    Lock lock(table.lock);
    descriptor = *entry;
    setEntry(entry, nullptr);
  }
  if (!descriptor)
    return Errno{EBADF};
  Result<void> closed = dropReference(*descriptor);
  return !closed && closed.errorNumber().code == EINTR ? Result<void>() : closed;
}

Result<void> renumberDescriptor(uint32_t from, uint32_t to) {
  DescriptorTable &table = context().descriptors;
  Descriptor **source = entryAt(table, from), **target = entryAt(table, to), *replaced;
  if (!source || !target)
    return Errno{EBADF};
  {
    Lock lock(table.lock);
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

}  // namespace wasmc::rt::wasi
