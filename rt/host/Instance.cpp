// Making, resetting and deleting instances.
#include "rt/host/Instance.h"

#include "rt/core/Clock.h"
#include "rt/core/Message.h"
#include "rt/host/HostMemory.h"
#include "rt/host/TypeText.h"
#include "rt/threads/GuestStack.h"

// Of ThreadSanitizer (<sanitizer/tsan_interface.h>), which does not see our atomic operations, but the C library's functions between them.
// Weak: elsewhere there is nobody to be told.
extern "C" {
[[gnu::weak, gnu::visibility("default")]] void __tsan_acquire(void *address);
[[gnu::weak, gnu::visibility("default")]] void __tsan_release(void *address);
}

namespace wasmc::rt {

namespace {

uint64_t partCount(const wasmc_instance &instance) { return modulesOf(*instance.module).size(); }

const abi::ModuleDesc &moduleOf(const wasmc_instance &instance, uint64_t part) { return *modulesOf(*instance.module)[part]; }

void freeHandles(Part &part) {
  for (uint64_t i = 0; part.handles && i < part.instance->module->funcRefCount; ++i)
    hostFree(part.handles[i]);
  hostFree(part.handles);
}

void freeHandles(wasmc_instance &instance) {
  while (EntityHandle *entity = instance.entityHandles) {
    instance.entityHandles = entity->next;
    hostFree(entity);
  }
}

void freeFunctions(wasmc_instance &instance) {
  while (ImportedFunction *function = instance.functions) {
    instance.functions = function->next;
    hostFree(function->handle);
    hostFree(function);
  }
}

// Of one that was only begun, too.
void destroy(wasmc_instance *instance) {
  for (uint64_t i = instance->parts ? partCount(*instance) : 0; i-- > 0;) {
    Part &part = instance->parts[i];
    if (part.snapshot)
      part.snapshot->destroy();
    freeHandles(part);
    if (part.instance)
      destroyInstance(*part.instance);
    hostFree(part.imports);
  }
  releaseHeap(*instance);
  instance->exceptions.clear();
  if (instance->wasi)
    wasi::closeInstanceContext(*instance->wasi);
  freeHandles(*instance);
  freeFunctions(*instance);
  for (size_t i = 0; i < instance->definitionCount; ++i)
    release(*instance->definitions[i]);
  hostFree(instance->definitions);
  hostFree(instance->parts);
  if (instance->policy)
    release(*instance->policy);
  release(*instance->module);
  hostFree(instance);
}

wasmc_error *grantError(const wasi::GrantError &error) {
  Text text(error.text.before, error.text.quoted, error.text.after);
  if (error.number)
    text.append(Decimal(error.number));
  return makeError(WASMC_SYSTEM, static_cast<Text &&>(text));
}

wasmc_error *openWasi(wasmc_instance &instance) {
  const HostPolicy &policy = *instance.policy;
  wasi::GrantError error;
  instance.wasi = wasi::openInstanceContext({.policy = &policy.options,
                                             .arguments = {policy.arguments, policy.argumentCount},
                                             .streams = {policy.streams[0], policy.streams[1], policy.streams[2]}},
                                            error);
  return instance.wasi ? nullptr : grantError(error);
}

wasmc_error *applyPolicy(wasmc_instance &instance, const wasmc_policy *policy) {
  instance.policy = shareOptions(policy);
  if (!instance.policy)
    return noMemory();
  const sandbox::Policy &options = instance.policy->options;
  instance.memories = {
      .limit = options.maxMemory ? options.maxMemory : UINT64_MAX, .used = 0, .usesHugePages = !options.avoidsHugePages};
  instance.exceptions.prepare(options.maxHeap ? options.maxHeap : options.maxMemory, true);
  instance.timeout = options.timeout;
  instance.stackSize = options.maxStack ? options.maxStack : guestStackSize;
  setPoisoned(instance, false);
  instance.fuel = options.fuel ? static_cast<int64_t>(options.fuel) : INT64_MAX;
  if (options.fuel && !(instance.module->plugin->info->flags & abi::countsFuelFlag))
    return errorOf(WASMC_INVALID, "--fuel: this module does not count instructions; it must be compiled with --fuel");
  return nullptr;
}

wasmc_error *linkFailure(const wasmc_instance &instance, uint64_t part, const LinkError &error) {
  if (error.text.empty())
    return errorOf(WASMC_SYSTEM, error.refusal);
  const abi::ImportDesc &import = moduleOf(instance, part).imports[error.import];
  Text text;
  text.appendEscaped({import.module, import.moduleSize});
  text.append(".");
  text.appendEscaped({import.name, import.nameSize});
  text.append(": ");
  text.append(error.text);
  return makeError(WASMC_LINK, static_cast<Text &&>(text));
}

wasmc_error *createPart(wasmc_instance &instance, uint64_t part, const wasmc_imports &imports) {
  if (wasmc_error *error = linkImports(instance, part, imports))
    return error;
  const abi::ModuleDesc &module = moduleOf(instance, part);
  uint64_t maxTable = instance.policy->options.maxTable;
  InstanceLimits limits = {&instance.memories, maxTable ? maxTable : maxTableElements, &instance.region};
  LinkError error;
  Part &own = instance.parts[part];
  own.instance = createInstance(module, {own.imports, module.importCount}, error, limits);
  if (!own.instance)
    return linkFailure(instance, part, error);
  own.instance->fuel = &instance.fuel;
  own.memory = wasi::memoryForWasi(*own.instance);
  return nullptr;
}

// The timeout is that of all parts together, from here on: each has what those in front of it have left.
class Countdown {
public:
  explicit Countdown(wasmc_instance &instance) : instance(instance), total(instance.timeout), begin(now()) {}
  ~Countdown() { instance.timeout = total; }
  Countdown(const Countdown &) = delete;

  void beginPart() {
    uint64_t passed = now() - begin;
    if (total)
      instance.timeout = passed < total ? total - passed : 1;
  }

private:
  // Where there is no clock calls with a timeout fail.
  static uint64_t now() {
    Result<uint64_t> time = clockTime(CLOCK_MONOTONIC);
    return time ? *time : 0;
  }

  wasmc_instance &instance;
  const uint64_t total, begin;  // nanoseconds
};

void runInitialization(void *instance, void *) { initializeInstance(*static_cast<abi::Instance *>(instance)); }

wasmc_error *initialize(wasmc_instance &instance, uint64_t part) {
  return callGuest(instance, reinterpret_cast<void *>(runInitialization), instance.parts[part].instance, nullptr);
}

// Initialisation that has called nothing of the host's, and sees nothing of it but functions, does the same each time.
// All parts have a snapshot or none has: what lies over an image can't be initialised once more.
wasmc_error *takeSnapshots(wasmc_instance &instance) {
  instance.initialFuel = instance.fuel;
  MemoryImages &images = instance.module->images;
  uint64_t count = partCount(instance), taken = 0;
  bool isPossible = !instance.usesHost, isSound = true;
  for (uint64_t i = 0; isPossible && i < count; ++i)
    isPossible = Snapshot::isPossible(*instance.parts[i].instance);
  for (; isPossible && taken < count; taken += isPossible) {
    isSound = Snapshot::take(*instance.parts[taken].instance, taken, images, instance.parts[taken].snapshot);
    isPossible = instance.parts[taken].snapshot;
  }
  while (!isPossible && taken-- > 0) {
    Part &part = instance.parts[taken];
    isSound &= part.snapshot->undo(*part.instance, taken, images);
    part.snapshot = nullptr;
  }
  return isSound ? nullptr : errorOf(WASMC_SYSTEM, "the system refuses to make an instance's memory what it was");
}

bool isMissingWasi(const wasmc_instance &instance) {
  for (const ImportedFunction *function = instance.functions; function; function = function->next)
    if (function->wasi)
      return !instance.wasi;
  return false;
}

wasmc_error *build(wasmc_instance &instance, const wasmc_imports &imports, const wasmc_policy *policy) {
  if (wasmc_error *error = applyPolicy(instance, policy))
    return error;
  if (wasmc_error *error = bringUpHeap(instance))
    return error;
  uint64_t importCount = 0, count = partCount(instance);
  for (uint64_t i = 0; i < count; ++i)
    importCount += moduleOf(instance, i).importCount;
  instance.parts = hostAllocateArray<Part>(count);
  instance.definitions = hostAllocateArray<Definition *>(importCount);
  if (!instance.parts || !instance.definitions)
    return noMemory();
  Countdown countdown(instance);
  for (uint64_t i = 0; i < count; ++i) {
    if (wasmc_error *error = createPart(instance, i, imports))
      return error;
    if (isMissingWasi(instance))
      if (wasmc_error *error = openWasi(instance))
        return error;
    countdown.beginPart();
    if (wasmc_error *error = initialize(instance, i))
      return error;
  }
  return takeSnapshots(instance);
}

// The slow way: all of it once more.
wasmc_error *rebuild(wasmc_instance &instance) {
  int64_t fuel = static_cast<int64_t>(instance.policy->options.fuel);
  instance.fuel = fuel ? fuel : INT64_MAX;
  for (uint64_t i = 0; i < partCount(instance); ++i) {
    Part &part = instance.parts[i];
    if (!resetInstance(*part.instance, {part.imports, moduleOf(instance, i).importCount}))
      return errorOf(WASMC_SYSTEM, "the system refuses to reset an instance's memory");
    part.instance->fuel = &instance.fuel;
  }
  setPoisoned(instance, false);
  Countdown countdown(instance);
  for (uint64_t i = 0; i < partCount(instance); ++i) {
    countdown.beginPart();
    if (wasmc_error *error = initialize(instance, i)) {
      setPoisoned(instance, true);
      return error;
    }
  }
  return nullptr;
}

wasmc_error *restore(wasmc_instance &instance) {
  for (uint64_t i = 0; i < partCount(instance); ++i)
    if (!instance.parts[i].snapshot->restore(*instance.parts[i].instance))
      return errorOf(WASMC_SYSTEM, "the system refuses to reset an instance's memory");
  instance.fuel = instance.initialFuel;
  setPoisoned(instance, false);
  return nullptr;
}

// Of one that the calling thread has entered.
wasmc_error *reset(wasmc_instance &instance) {
  setPoisoned(instance, true);  // until all is done
  if (instance.wasi)
    if (wasi::GrantError error = wasi::resetInstanceContext(*instance.wasi); error.any())
      return grantError(error);
  emptyHeap(instance);
  instance.exceptions.clear();
  return instance.parts[0].snapshot ? restore(instance) : rebuild(instance);
}

}  // namespace

void release(wasmc_instance &instance) {
  if (__atomic_sub_fetch(&instance.references, 1, __ATOMIC_ACQ_REL) == 0)
    destroy(&instance);
}

}  // namespace wasmc::rt

using namespace wasmc;
using namespace wasmc::rt;

wasmc_instance *wasmc_instance_new(wasmc_module *module, const wasmc_imports *imports, const wasmc_policy *policy,
                                   wasmc_error **error) {
  auto *instance = hostAllocateArray<wasmc_instance>(1);
  if (!instance)
    return fail(error, noMemory());
  instance->activity = {};
  instance->never = Activity::never();
  prepareUsualCall(*instance);
  instance->heap = {};
  instance->exceptions = {};
  instance->references = 1;
  instance->module = module;
  retain(*module);
  static constexpr wasmc_imports none = {};
  if (wasmc_error *failure = build(*instance, imports ? *imports : none, policy)) {
    release(*instance);
    return fail(error, failure);
  }
  return instance;
}

void wasmc_instance_delete(wasmc_instance *instance) {
  if (instance)
    release(*instance);
}

wasmc_error *wasmc_instance_reset(wasmc_instance *instance) {
  if (!hostThread.isAttached)
    if (wasmc_error *error = prepareThread())
      return error;
  if (instance->activity.enter(hostThread.id) != Activity::Entry::Outermost)
    return errorOf(WASMC_BUSY, "the instance is running");
  if (__tsan_acquire)
    __tsan_acquire(instance);
  wasmc_error *error = reset(*instance);
  if (__tsan_release)
    __tsan_release(instance);
  instance->activity.leave();
  return error;
}

void wasmc_instance_interrupt(wasmc_instance *instance) { instance->activity.interrupt(); }

int64_t wasmc_instance_fuel(const wasmc_instance *instance) { return instance->fuel; }

wasmc_error *wasmc_instance_set_fuel(wasmc_instance *instance, int64_t fuel) {
  if (!(instance->module->plugin->info->flags & abi::countsFuelFlag))
    return errorOf(WASMC_INVALID, "this module does not count instructions; it must be compiled with --fuel");
  if (fuel < 0)
    return errorOf(WASMC_INVALID, "fuel can't be negative");
  instance->fuel = fuel;
  return nullptr;
}

void wasmc_instance_set_data(wasmc_instance *instance, void *data) { instance->data = data; }

void *wasmc_instance_data(const wasmc_instance *instance) { return instance->data; }
