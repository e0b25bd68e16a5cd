// References to a guest's objects as the host has them (wasmc_ref): roots of the instance's heap.
#pragma once

#include "rt/abi/Module.h"
#include "rt/core/Mutex.h"
#include "rt/include/wasmc/wasmc.h"

struct wasmc_ref {
  wasmc_instance *instance;  // null: it has been reset or deleted
  const void *reference;     // the guest's (rt/abi/Gc.h); never null
  wasmc::abi::RootRange range;
  wasmc::abi::RootSet roots;   // without ranges: of no heap
  bool isTaken;                // the library's, as long as a callback runs
  wasmc_ref *next, *previous;  // of the instance's
  wasmc_ref *nextTaken;
};

namespace wasmc::rt {

// All of one instance. Zero-initialised.
struct HostReferences {
  Mutex mutex;
  wasmc_ref *first;
};

// Null where there is no memory.
wasmc_ref *makeReference(wasmc_instance &instance, const void *reference);

// For who has reset, or is about to delete, the instance's heap: what the host has refers to nothing from now on.
void detachReferences(wasmc_instance &instance);

// Whether the reference, of the guest's and not null, is of this type, which no function has.
bool isOfType(const wasmc_instance &instance, const abi::ValueType &type, const void *reference);

// What belongs to the library around a callback: the references among its arguments, and among its results those that are none of the
// arguments. They must be released before the guest goes on.
class TakenReferences {
public:
  void take(const wasmc_instance &instance, const abi::ValueType *types, uint64_t count, const abi::Value *values);
  void release();

private:
  wasmc_ref *first = nullptr;
};

}  // namespace wasmc::rt
