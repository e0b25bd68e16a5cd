// What an instance has of WASI (rt/wasi/preview1): a context of its own, in the host's process.
//
// What is open in it is the instance's alone, but for standard streams, which stay the host's. Nothing but the instance's own calls
// changes it, so that instances on several threads need no lock between them.
#pragma once

#include "rt/abi/Module.h"
#include "rt/wasi/preview1/Context.h"
#include "rt/wasi/preview1/Grants.h"

namespace wasmc::rt::wasi {

// What a host gives a guest. All of it must outlive the instance.
struct HostGrants {
  const sandbox::Policy *policy;
  Span<char *const> arguments;
  int streams[3];  // descriptors that are the guest's standard input, output and error; -1: reads end at once, writes go nowhere
};

struct InstanceContext;

// Opens what is granted. Null if something can't be had, with the reason in `error`.
InstanceContext *openInstanceContext(const HostGrants &grants, GrantError &error);

// Closes what the guest has opened and opens what is granted anew. After an error nothing is open, and the guest may not go on; it
// may be tried again.
GrantError resetInstanceContext(InstanceContext &instance);

// Closes all, and gives it back. No call may be under way.
void closeInstanceContext(InstanceContext &instance);

// One of the modules that an instance consists of, as it calls WASI: the `data` of its functions (WasiFunctions.h).
struct WasiCaller {
  InstanceContext *context;
  abi::Memory *memory;  // where pointers point to: memoryForWasi()
};

// Of a module's instance. Never null.
abi::Memory *memoryForWasi(abi::Instance &instance);

// Makes it the calling thread's current context, until another one is made that. A call of WASI's leads to no other one, so none has
// to be restored.
void enterContext(InstanceContext &instance);

}  // namespace wasmc::rt::wasi
