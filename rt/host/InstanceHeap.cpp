// An instance's heap of objects.
#include "rt/abi/Builtins.h"
#include "rt/host/Instance.h"

namespace wasmc::rt {

namespace {

// Hosts may have many instances: garbage of each is not to grow as large as in an executable.
constexpr uint64_t leastBudget = uint64_t{4} << 20;

}  // namespace

wasmc_error *bringUpHeap(wasmc_instance &instance) {
  const abi::ObjectTypes *types = instance.module->plugin->library->objects;
  if (!types)
    return nullptr;
  const sandbox::Policy &options = instance.policy->options;
  gc::Settings settings = {.limit = options.maxHeap, .isStressed = options.stressesCollector, .leastBudget = leastBudget};
  if (Result<void> done = instance.heap.bringUp(settings, *types, instance.region); !done)
    return errorOf(WASMC_SYSTEM, "cannot reserve address space for the heap: error ", Decimal(done.errorNumber().code));
  return nullptr;
}

void emptyHeap(wasmc_instance &instance) {
  detachReferences(instance);
  if (instance.heap.isUp())
    instance.heap.clear();
}

void releaseHeap(wasmc_instance &instance) {
  detachReferences(instance);
  if (instance.heap.isUp())
    instance.heap.release();
}

}  // namespace wasmc::rt

namespace wasmc::abi {

using rt::hostThread;

Ptr wasmc_gc_allocate(I64 size, I64 header) {
  return rt::runningInstance(hostThread).heap.allocate(size, __builtin_bit_cast(ObjectHeader, header));
}

void wasmc_gc_add_roots(Ptr roots) { rt::runningInstance(hostThread).heap.addRoots(*static_cast<RootSet *>(roots)); }

// Roots go with the instance, and so does the heap.
void wasmc_gc_remove_roots(Ptr) {}

}  // namespace wasmc::abi
