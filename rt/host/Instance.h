// wasmc_instance: the instances of all modules that were compiled together, and what belongs to them.
#pragma once

#include "rt/exceptions/Storage.h"
#include "rt/gc/Collector.h"
#include "rt/host/GuestCall.h"
#include "rt/host/HostPolicy.h"
#include "rt/host/Imports.h"
#include "rt/host/Module.h"
#include "rt/host/References.h"
#include "rt/host/WasiFunctions.h"
#include "rt/host/WasiInstance.h"
#include "rt/instance/Library.h"

struct wasmc_function {
  // What a usual call enters (calls.S): the instance's activity, or, with a timeout or values to convert, its `never`.
  wasmc::rt::Activity *usual;
  const wasmc::abi::FuncRef *function;
  void (*invoke)(const wasmc::abi::FuncRef *function, wasmc::abi::Value *slots);  // the type's
  // The same of a call with its values in registers, which not all types and modules allow, and what that calls: *function.
  wasmc::rt::Activity *usualInRegisters;
  const void *code;
  void *callee;
  wasmc_instance *instance;
  const wasmc::abi::TypeDesc *type;
  bool hasReferences;  // values must be converted
};

namespace wasmc::rt {

// A table, memory or global that an instance exports.
struct EntityHandle {
  wasmc_instance *instance;
  abi::Extern entity;
  EntityHandle *next;
};

// A function that an instance imports from outside of its library: of the host's, or of another instance.
struct ImportedFunction : abi::HostFunction {
  abi::FuncRef reference;  // the importer's view of it
  wasmc_instance *importer;
  const abi::TypeDesc *type;  // the importer's
  bool hasReferences;
  Definition *definition;
  const abi::FuncRef *target;  // of another instance: its function
  const abi::TypeDesc *targetType;
  const wasi::WasiFunction *wasi;
  uint64_t part;           // of the importer
  wasmc_function *handle;  // the host's; null: not asked for yet
  ImportedFunction *next;
};

// The instance of one module of the library.
struct Part {
  abi::Instance *instance;
  abi::Extern *imports;
  Snapshot *snapshot;
  abi::Memory *memory;       // where pointers point to that it passes to WASI
  wasmc_function **handles;  // the host's, one for each of the instance's function references; null: none was asked for yet
};

}  // namespace wasmc::rt

struct wasmc_memory : wasmc::rt::EntityHandle {};
struct wasmc_table : wasmc::rt::EntityHandle {};
struct wasmc_global : wasmc::rt::EntityHandle {};

struct wasmc_instance {
  wasmc::rt::Activity activity;
  // HostThread::usualStackSize of a thread that calls it as usual; while it is poisoned what no thread has.
  uint64_t usualStackSize;
  // Of a usual call, which has no other around it and no deadline: always there, so that a call need not fill it in.
  wasmc::rt::GuestCall usualCall;
  bool usesHost;              // it has called functions from outside of its library, and is not what it would be without them
  wasmc::rt::Activity never;  // Activity::never()
  uint64_t timeout;           // nanoseconds; 0: none
  uint64_t stackSize;
  int64_t fuel, initialFuel;
  uint32_t references;
  wasmc_module *module;
  wasmc::rt::HostPolicy *policy;
  wasmc::rt::MemoryAccount memories;
  wasmc::rt::Part *parts;  // one for each of modulesOf(module), in order
  wasmc::rt::ImportedFunction *functions;
  wasmc::rt::Definition **definitions;  // that it uses
  size_t definitionCount;
  wasmc::rt::wasi::InstanceContext *wasi;
  wasmc::rt::EntityHandle *entityHandles;
  void *data;
  wasmc::abi::AllocationRegion region;  // of its heap: generated code allocates from it
  wasmc::rt::gc::Collector heap;        // of all parts' objects; not up where no module makes any
  wasmc::rt::HostReferences hostReferences;
  wasmc::rt::ExceptionStorage exceptions;  // that are no objects
};

namespace wasmc::rt {

// Whether it was stopped in the middle and must be reset before anything else is called. To be asked by who has entered it.
inline constexpr uint64_t poisonedStackSize = UINT64_MAX;
inline bool isPoisoned(const wasmc_instance &instance) { return instance.usualStackSize == poisonedStackSize; }
inline void setPoisoned(wasmc_instance &instance, bool isPoisoned) {
  instance.usualStackSize = isPoisoned ? poisonedStackSize : instance.stackSize;
}

// At its beginning (CallLayout.h).
inline wasmc_instance &instanceOf(Activity &activity) { return reinterpret_cast<wasmc_instance &>(activity); }

// Whose code runs on the thread, or has called what does: there must be a call.
inline wasmc_instance &runningInstance(const HostThread &thread) {
  const GuestCall &call = *currentCall(thread);
  return call.crossCalls ? *call.crossCalls->instance : instanceOf(*call.activity);
}

// A heap, as its policy says, if its modules make objects.
wasmc_error *bringUpHeap(wasmc_instance &instance);
// Without objects, or without the heap: what the host has of them refers to nothing from then on.
void emptyHeap(wasmc_instance &instance);
void releaseHeap(wasmc_instance &instance);

inline void retain(wasmc_instance &instance) { __atomic_add_fetch(&instance.references, 1, __ATOMIC_RELAXED); }
void release(wasmc_instance &instance);

// What the main module exports under this name; a null type if nothing, or if it is not there yet: a callback of another part, which is
// initialised first, may ask.
inline abi::Extern exportOf(wasmc_instance &instance, StringView name) {
  abi::Instance *main = instance.parts[instance.module->plugin->library->moduleCount - 1].instance;
  return main ? exportOf(*main, name) : abi::Extern{};
}
inline const abi::TypeDesc *typesOf(const wasmc_instance &instance) { return typesOf(*instance.module); }

// The handle of a function that the instance refers to: one for each. Null where there is no memory. For several threads, without a lock.
wasmc_function *handleOf(wasmc_instance &instance, const abi::FuncRef *function);

// Finds what the module's imports are, and makes what stands for them. Null if all are there.
wasmc_error *linkImports(wasmc_instance &instance, uint64_t part, const wasmc_imports &imports);

// The calling thread is ready to run guests. An error where the system gives too little.
wasmc_error *prepareThread();

// Its record, while no call runs.
void prepareUsualCall(wasmc_instance &instance);

// Calls run(first, second) as a call into the instance, on its guest stack. Null when it returns.
wasmc_error *callGuest(wasmc_instance &instance, void *run, void *first, void *second);

}  // namespace wasmc::rt
