// Instances that are ready.
#include "rt/core/Mutex.h"
#include "rt/host/HostMemory.h"
#include "rt/host/Instance.h"

namespace {

using namespace wasmc::rt;

// Pools share them: mutexes of the process's are held around fork(2), so that in the child no pool is found locked by a thread that is not
// there.
constexpr size_t mutexCount = 16;
WASMC_PROCESS_MUTEX Mutex mutexes[mutexCount];

}  // namespace

struct wasmc_pool {
  wasmc_module *module;
  wasmc_imports *imports;
  wasmc_policy *policy;
  size_t capacity, count;
  wasmc_instance **ready;  // the last `count` to be given back are at the end: their memory is still in the caches

  Mutex &mutex() const { return mutexes[reinterpret_cast<uint64_t>(this) / 64 % mutexCount]; }
};

wasmc_pool *wasmc_pool_new(wasmc_module *module, const wasmc_imports *imports, const wasmc_policy *policy, size_t capacity,
                           wasmc_error **error) {
  auto *pool = hostAllocateArray<wasmc_pool>(1);
  if (!pool)
    return fail(error, noMemory());
  retain(*module);
  pool->module = module;
  pool->capacity = capacity;
  pool->ready = hostAllocateArray<wasmc_instance *>(capacity);
  pool->imports = copyImports(imports);
  pool->policy = copyPolicy(policy);
  wasmc_error *failure = pool->ready && pool->imports && pool->policy ? nullptr : noMemory();
  while (!failure && pool->count < capacity) {
    wasmc_instance *instance = wasmc_instance_new(module, pool->imports, pool->policy, &failure);
    if (instance)
      pool->ready[pool->count++] = instance;
  }
  if (!failure)
    return pool;
  wasmc_pool_delete(pool);
  return fail(error, failure);
}

void wasmc_pool_delete(wasmc_pool *pool) {
  if (!pool)
    return;
  for (size_t i = 0; i < pool->count; ++i)
    wasmc_instance_delete(pool->ready[i]);
  wasmc_imports_delete(pool->imports);
  wasmc_policy_delete(pool->policy);
  release(*pool->module);
  hostFree(pool->ready);
  hostFree(pool);
}

wasmc_instance *wasmc_pool_take(wasmc_pool *pool, wasmc_error **error) {
  wasmc_instance *instance = nullptr;
  {
    Lock lock(pool->mutex());
    if (pool->count != 0)
      instance = pool->ready[--pool->count];
  }
  return instance ? instance : wasmc_instance_new(pool->module, pool->imports, pool->policy, error);
}

void wasmc_pool_give(wasmc_pool *pool, wasmc_instance *instance) {
  if (wasmc_error *error = wasmc_instance_reset(instance)) {
    bool isRunning = wasmc_error_kind_of(error) == WASMC_BUSY;
    wasmc_error_delete(error);
    return isRunning ? void() : wasmc_instance_delete(instance);
  }
  wasmc_instance_set_data(instance, nullptr);
  {
    Lock lock(pool->mutex());
    if (pool->count < pool->capacity) {
      pool->ready[pool->count++] = instance;
      return;
    }
  }
  wasmc_instance_delete(instance);
}
