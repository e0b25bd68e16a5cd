// wasmc_imports: what a host defines for its guests.
#pragma once

#include "rt/host/Error.h"
#include "rt/memory/Memory.h"
#include "rt/traps/GuardedMemories.h"

#include "rt/abi/Module.h"

namespace wasmc::rt {

// A memory or a global that belongs to the host.
struct HostEntity {
  abi::ExternType type;
  union {
    abi::Memory memory;
    abi::Value value;
  };
  MemoryAccount account;
  abi::MemoryDesc desc;
  GuardedMemories guarded;
  uint64_t reserved;
};

// One definition. Does not change; shared by the lists and the instances that have it.
struct Definition {
  enum class Kind : uint8_t { Function, Instance, Export, Entity };
  Kind kind;
  uint32_t references = 0;
  char *module;
  char *name = nullptr;  // null: of all names
  // Function
  char *type = nullptr;  // null: any
  wasmc_callback callback = nullptr;
  void *data = nullptr;
  void (*drop)(void *) = nullptr;
  // Instance, Export
  wasmc_instance *instance = nullptr;
  char *exported = nullptr;
  // Entity
  HostEntity *entity = nullptr;
};

inline void retain(Definition &definition) { __atomic_add_fetch(&definition.references, 1, __ATOMIC_RELAXED); }
void release(Definition &definition);

}  // namespace wasmc::rt

struct wasmc_imports {
  wasmc::rt::Definition **definitions;
  size_t count, capacity;
  bool hasWasi;
};

namespace wasmc::rt {

// The one that counts for a name: the latest. Null if there is none. Of an instance only if it exports the name.
Definition *findDefinition(const wasmc_imports &imports, StringView module, StringView name);

// The same definitions, in a list of its own; of null an empty one. Null where there is no memory.
wasmc_imports *copyImports(const wasmc_imports *imports);

}  // namespace wasmc::rt
