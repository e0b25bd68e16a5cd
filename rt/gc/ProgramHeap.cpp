#include "rt/gc/ProgramHeap.h"

#include "rt/abi/Builtins.h"
#include "rt/core/Message.h"
#include "rt/gc/World.h"

extern "C" {
// Defined by generated code.
[[gnu::visibility("hidden")]] extern const wasmc::abi::ObjectTypes wasmc_object_types;

// Brings the heap up; rt/start calls it. Here, so that exactly the executables that allocate have it.
void wasmc_gc_start(uint64_t limit, bool isStressed) {
  using namespace wasmc::rt;
  if (Result<void> done = gc::bringUpHeap({limit, isStressed}); !done)
    fatalError("cannot reserve address space for the heap: error ", Decimal(done.errorNumber().code));
}
}

namespace wasmc::rt::gc {

namespace {

constinit Collector collector;

}  // namespace

Result<void> bringUpHeap(const Settings &settings) {
  if (Result<void> done = prepareWorld(); !done)
    return done;
  return collector.bringUp(settings, wasmc_object_types, wasmc_gc_region);
}

void *allocate(uint64_t size, abi::ObjectHeader header) { return collector.allocate(size, header); }
void addRoots(abi::RootSet &roots) { collector.addRoots(roots); }
void removeRoots(abi::RootSet &roots) { collector.removeRoots(roots); }
void collect() { collector.collect(); }
Statistics statistics() { return collector.statistics(); }

}  // namespace wasmc::rt::gc

wasmc::abi::Ptr wasmc::abi::wasmc_gc_allocate(I64 size, I64 header) {
  return rt::gc::allocate(size, __builtin_bit_cast(ObjectHeader, header));
}

void wasmc::abi::wasmc_gc_add_roots(Ptr roots) { rt::gc::addRoots(*static_cast<RootSet *>(roots)); }

void wasmc::abi::wasmc_gc_remove_roots(Ptr roots) { rt::gc::removeRoots(*static_cast<RootSet *>(roots)); }
