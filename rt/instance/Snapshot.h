// Instances as they are once they have been initialised, to go back to: the fast way to a fresh one.
//
// What a memory contains then lies in a file without a name (memfd_create(2)), one for all instances of a module, which is mapped
// privately over its beginning: to throw away what a guest has written is one system call, whatever the size.
#pragma once

#include "rt/abi/Module.h"
#include "rt/core/Span.h"

namespace wasmc::rt {

// The files, of all modules of a library. Zero-initialised. For several threads.
class MemoryImages {
public:
  void close();

private:
  friend class Snapshot;
  struct File;
  // The contents of memory number `number` of module number `module`. Maps the file there; makes it if it is the first. `view`
  // becomes what the file contains, until close(). False if contents differ from that of the first instance, or the system refuses.
  bool map(uint64_t module, uint64_t number, abi::Memory &memory, uint64_t size, Span<const uint8_t> &view);
  // Memory of its own again, with the same contents, where the file was mapped. False where the system refuses.
  bool unmap(uint64_t module, uint64_t number, abi::Memory &memory);
  File *find(uint64_t module, uint64_t number) const;
  File *files;
};

// One instance's.
class Snapshot {
public:
  // Whether there can be one: not where it would be large, or where the collector looks into the instance.
  static bool isPossible(abi::Instance &instance);
  // Of an instance that has been initialised and not been called since. `module` is the module's number in its library. `snapshot` is
  // null, and the instance as it was, where contents are not those of other instances or the system refuses. The answer is false where
  // it refuses even that: the instance can only be destroyed then.
  [[nodiscard]] static bool take(abi::Instance &instance, uint64_t module, MemoryImages &images, Snapshot *&snapshot);
  // Instead of destroy(), for who goes on with the instance, which has not been called since, without a snapshot: it can be initialised
  // anew only without the images. False as above.
  [[nodiscard]] bool undo(abi::Instance &instance, uint64_t module, MemoryImages &images);
  // Makes the instance what it was. False where the system refuses: it can only be destroyed then.
  [[nodiscard]] bool restore(abi::Instance &instance) const;
  void destroy();

private:
  using Contents = Span<const uint8_t>;  // of a memory that contains anything: a view of the file; else empty
  Contents *contents() { return reinterpret_cast<Contents *>(this + 1); }
  const Contents *contents() const { return reinterpret_cast<const Contents *>(this + 1); }

  uint64_t size;         // of the mapping: this, each memory's Contents, the instance's bytes, the tables' elements
  uint64_t mappedCount;  // of its memories: where those that contain anything have the file
};

}  // namespace wasmc::rt
