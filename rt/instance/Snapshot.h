// Instances as they are once they have been initialised, to go back to: the fast way to a fresh one.
//
// What a memory contains then lies in a file without a name (memfd_create(2)), one for all instances of a module, which is mapped
// privately over its beginning: to throw away what a guest has written is one system call, whatever the size.
#pragma once

#include "rt/abi/Module.h"

namespace wasmc::rt {

// The files, of all modules of a library. Zero-initialised. For several threads.
class MemoryImages {
public:
  void close();

private:
  friend class Snapshot;
  struct File;
  // The contents of memory number `memory` of module number `module`. Maps the file there; makes it if it is the first. False if
  // contents differ from that of the first instance, or the system refuses.
  bool map(uint64_t module, uint64_t number, abi::Memory &memory, uint64_t size);
  File *files;
};

// One instance's.
class Snapshot {
public:
  // Of an instance that has been initialised and not been called since. `module` is the module's number in its library. Null if
  // there can't be one: where it would be large, or contents are not those of other instances, or where the collector looks into it.
  static Snapshot *take(abi::Instance &instance, uint64_t module, MemoryImages &images);
  // Makes the instance what it was. False where the system refuses: it can only be destroyed then.
  [[nodiscard]] bool restore(abi::Instance &instance) const;
  void destroy();

private:
  uint64_t size;  // of the mapping: this, the instance's bytes, the tables' elements
};

}  // namespace wasmc::rt
