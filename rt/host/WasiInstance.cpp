#include "rt/host/WasiInstance.h"

#include "rt/core/MemoryFunctions.h"
#include "rt/host/HostMemory.h"
#include "rt/host/NullDevice.h"
#include "rt/instance/Library.h"
#include "rt/sys/linux/socket.h"
#include "rt/wasi/preview1/Types.h"

// Of the C library: environ(7).
extern "C" char **environ;

inline void *operator new(size_t, void *place) noexcept { return place; }

namespace wasmc::rt::wasi {

namespace {

struct alignas(16) Allocation {
  Allocation *next;
};

char *const noVariables[] = {nullptr};

constinit abi::Memory noMemory = {};  // nothing is ever written to

}  // namespace

struct InstanceContext : Context {
  HostGrants grants;
  bool isOpen = true;
  Allocation *allocations = nullptr;
};

namespace {

constinit thread_local InstanceContext *current = nullptr;

// --- The environment

size_t roomFor(char *const *variables, size_t &count) {
  size_t size = 0;
  for (count = 0; variables[count]; ++count)
    size += StringView(variables[count]).size() + 1;
  return size;
}

// A copy of the host's variables, so that a guest sees the same ones all the time; null when there is no memory. What another
// thread adds meanwhile, which it may not (setenv(3)), is left out.
char *const *copyVariables() {
  if (!environ)
    return noVariables;
  size_t count, room = roomFor(environ, count), used = 0;
  auto *copy = allocateForContext<char *>(count + 1);
  auto *text = allocateForContext<char>(room);
  if (!copy || !text)
    return nullptr;
  for (size_t i = 0; i < count && environ[i]; ++i) {
    StringView variable = environ[i];
    if (variable.size() >= room - used)
      break;
    memcpy(text + used, variable.data(), variable.size());
    copy[i] = text + used;
    used += variable.size() + 1;
  }
  return copy;
}

bool needsVariables(const sandbox::Policy &policy) {
  bool needed = policy.inheritsEnvironment;
  for (const sandbox::VariableGrant &grant : policy.grantedVariables())
    needed |= grant.inherited;
  return needed;
}

// --- Streams

// The kernel's descriptors for the standard streams.
struct Streams {
  int fds[3];
  int count = 0;  // of those that are there
};

Result<void> acquireStreams(const HostGrants &grants, Streams &streams) {
  for (int granted : grants.streams) {
    Result<int> fd = granted >= 0 ? Result<int>(granted) : acquireNullDevice();
    if (!fd)
      return fd.errorNumber();
    streams.fds[streams.count++] = *fd;
  }
  return {};
}

void releaseStreams(const HostGrants &grants, int count = 3) {
  for (int i = 0; i < count; ++i)
    if (grants.streams[i] < 0)
      releaseNullDevice();
}

// What a stream's open file is in all is the host's affair: the guest can't change it for others that use it.
uint32_t rightsOfHost(int kernelFd) {
  bool isSocket = sys::socketType(kernelFd).ok();
  return rightFdFdstatSetFlags | (isSocket ? rightSockShutdown : 0);
}

// --- The context as a whole

// Closes all, and gives back what was allocated for it.
void end(InstanceContext &instance) {
  if (!instance.isOpen)
    return;
  instance.isOpen = false;
  current = &instance;
  closeDescriptors(instance.descriptors);
  while (Allocation *allocation = instance.allocations) {
    instance.allocations = allocation->next;
    hostFree(allocation);
  }
  releaseStreams(instance.grants);
}

// Makes a context at `place`, where none that is open may be. Nor is it if there is an error.
GrantError begin(void *place, const HostGrants &grants) {
  Streams streams;
  if (Result<void> acquired = acquireStreams(grants, streams); !acquired) {
    releaseStreams(grants, streams.count);
    return GrantError::of("a standard stream: ", "/dev/null", {}, acquired.errorNumber());
  }
  auto &instance = *new (place) InstanceContext{{.policy = grants.policy,
                                                 .arguments = grants.arguments,
                                                 .environment = noVariables,
                                                 .descriptors = {streams.fds[0], streams.fds[1], streams.fds[2]}},
                                                grants};
  for (Descriptor &stream : instance.descriptors.streams)
    stream.droppedRights = stream.droppedInheriting = rightsOfHost(stream.kernelFd);
  current = &instance;
  if (needsVariables(*grants.policy))
    instance.environment = copyVariables();
  GrantError error = instance.environment ? openGrants(*grants.policy) : GrantError{{"--env", {}, ": out of memory"}};
  if (error.any())
    end(instance);
  return error;
}

}  // namespace

Context &context() { return *current; }

// Calls of several threads may use a context.
void *allocateForContext(size_t size) {
  auto *allocation = static_cast<Allocation *>(hostAllocate(sizeof(Allocation) + size));
  if (!allocation)
    return nullptr;
  allocation->next = __atomic_load_n(&current->allocations, __ATOMIC_RELAXED);
  while (
      !__atomic_compare_exchange_n(&current->allocations, &allocation->next, allocation, true, __ATOMIC_RELEASE, __ATOMIC_RELAXED))
    continue;
  return allocation + 1;
}

InstanceContext *openInstanceContext(const HostGrants &grants, GrantError &error) {
  void *place = hostAllocate(sizeof(InstanceContext));
  error = place ? begin(place, grants) : GrantError{{"WASI", {}, ": out of memory"}};
  if (!error.any())
    return static_cast<InstanceContext *>(place);
  hostFree(place);
  return nullptr;
}

GrantError resetInstanceContext(InstanceContext &instance) {
  HostGrants grants = instance.grants;
  end(instance);
  return begin(&instance, grants);
}

void closeInstanceContext(InstanceContext &instance) {
  end(instance);
  hostFree(&instance);
}

// The memory that the module exports under this name (WASI application ABI), else its first one, else one without a byte.
abi::Memory *memoryForWasi(abi::Instance &instance) {
  const abi::ModuleDesc &module = *instance.module;
  abi::Extern exported = exportOf(instance, "memory");
  if (exported.type && exported.type->kind == abi::ExternKind::Memory)
    return static_cast<abi::Memory *>(exported.address);
  auto *bytes = reinterpret_cast<uint8_t *>(&instance);
  auto *imports = reinterpret_cast<const abi::Extern *>(bytes + module.importsOffset);
  for (uint64_t i = 0; i < module.importCount; ++i)
    if (module.imports[i].type.kind == abi::ExternKind::Memory)
      return static_cast<abi::Memory *>(imports[i].address);
  return module.memoryCount ? reinterpret_cast<abi::Memory *>(bytes + module.memoriesOffset) : &noMemory;
}

void enterContext(InstanceContext &instance) { current = &instance; }

}  // namespace wasmc::rt::wasi
