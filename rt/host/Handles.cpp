// Functions, memories, tables and globals of an instance, as the host has them.
#include "rt/core/MemoryFunctions.h"
#include "rt/host/HostMemory.h"
#include "rt/host/Instance.h"
#include "rt/host/RegisterCall.h"
#include "rt/host/TypeText.h"
#include "rt/host/Values.h"
#include "rt/instance/InstanceArrays.h"

namespace wasmc::rt {

namespace {

const abi::Memory &memoryOf(const wasmc_memory &handle) { return *static_cast<const abi::Memory *>(handle.entity.address); }
abi::Table &tableOf(wasmc_table &handle) { return *static_cast<abi::Table *>(handle.entity.address); }

uint64_t sizeOf(const abi::Memory &memory) { return __atomic_load_n(&memory.size, __ATOMIC_ACQUIRE); }

// What is in the place, or else `made`, which is put there: then it is the place's. Null stays null.
template <typename T> T *publish(T *&place, T *made) {
  T *found = nullptr;
  if (!made || __atomic_compare_exchange_n(&place, &found, made, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
    return made;
  hostFree(made);
  return found;
}

EntityHandle *findIn(EntityHandle *handles, const abi::Extern &entity) {
  while (handles && (handles->entity.address != entity.address || handles->entity.type->kind != entity.type->kind))
    handles = handles->next;
  return handles;
}

// Few, and never removed.
EntityHandle *find(wasmc_instance &instance, const abi::Extern &entity) {
  EntityHandle *first = __atomic_load_n(&instance.entityHandles, __ATOMIC_ACQUIRE), *made = nullptr;
  while (true) {
    if (EntityHandle *handle = findIn(first, entity)) {
      hostFree(made);
      return handle;
    }
    if (!made && !(made = hostAllocateArray<EntityHandle>(1)))
      return nullptr;
    *made = {&instance, entity, first};
    if (__atomic_compare_exchange_n(&instance.entityHandles, &first, made, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
      return made;
  }
}

EntityHandle *findExport(wasmc_instance &instance, const char *name, abi::ExternKind kind) {
  abi::Extern entity = exportOf(instance, name);
  return entity.type && entity.type->kind == kind ? find(instance, entity) : nullptr;
}

wasmc_error *outOfBounds() { return errorOf(WASMC_INVALID, "out of bounds table access"); }

}  // namespace

namespace {

// Where the handle is kept: beside the others of the part whose array the reference lies in. All others are to imports of the
// library's, as an export shows them. Null where there is no memory.
wasmc_function **placeOf(wasmc_instance &instance, const abi::FuncRef *function) {
  uint64_t count = modulesOf(*instance.module).size();
  for (Part &part : Span(instance.parts, count)) {
    if (!part.instance)
      break;
    const abi::ModuleDesc &module = *part.instance->module;
    uint64_t offset = reinterpret_cast<uint64_t>(function) -
                      reinterpret_cast<uint64_t>(arrayAt<abi::FuncRef>(*part.instance, module.funcRefsOffset));
    if (offset >= module.funcRefCount * sizeof(abi::FuncRef))
      continue;
    wasmc_function **handles = __atomic_load_n(&part.handles, __ATOMIC_ACQUIRE);
    if (!handles)
      handles = publish(part.handles, hostAllocateArray<wasmc_function *>(module.funcRefCount));
    return handles ? &handles[offset / sizeof(abi::FuncRef)] : nullptr;
  }
  return &static_cast<ImportedFunction *>(static_cast<abi::HostFunction *>(function->instance))->handle;
}

}  // namespace

wasmc_function *handleOf(wasmc_instance &instance, const abi::FuncRef *function) {
  wasmc_function **place = placeOf(instance, function);
  if (!place)
    return nullptr;
  if (wasmc_function *handle = __atomic_load_n(place, __ATOMIC_ACQUIRE))
    return handle;
  auto *handle = hostAllocateArray<wasmc_function>(1);
  if (!handle)
    return nullptr;
  const abi::TypeDesc &type = typesOf(instance)[function->type];
  bool isConverted = hasReferences(type);
  Activity *usual = isConverted || instance.timeout ? &instance.never : &instance.activity;
  Activity *inRegisters = hasRegisterForm(*instance.module->plugin->library, type) ? usual : &instance.never;
  *handle = {usual, function, type.invoke, inRegisters, function->code, function->instance, &instance, &type, isConverted};
  return publish(*place, handle);
}

}  // namespace wasmc::rt

using namespace wasmc;
using namespace wasmc::rt;

wasmc_function *wasmc_instance_function(wasmc_instance *instance, const char *name) {
  abi::Extern entity = exportOf(*instance, name);
  if (!entity.type || entity.type->kind != abi::ExternKind::Func)
    return nullptr;
  return handleOf(*instance, static_cast<const abi::FuncRef *>(entity.address));
}

wasmc_memory *wasmc_instance_memory(wasmc_instance *instance, const char *name) {
  return static_cast<wasmc_memory *>(findExport(*instance, name, abi::ExternKind::Memory));
}

wasmc_table *wasmc_instance_table(wasmc_instance *instance, const char *name) {
  return static_cast<wasmc_table *>(findExport(*instance, name, abi::ExternKind::Table));
}

wasmc_global *wasmc_instance_global(wasmc_instance *instance, const char *name) {
  return static_cast<wasmc_global *>(findExport(*instance, name, abi::ExternKind::Global));
}

size_t wasmc_function_parameter_count(const wasmc_function *function) { return function->type->parameterCount; }

size_t wasmc_function_result_count(const wasmc_function *function) { return function->type->resultCount; }

wasmc_kind wasmc_function_parameter(const wasmc_function *function, size_t index) {
  return kindOf(function->type->parameters[index], typesOf(*function->instance));
}

wasmc_kind wasmc_function_result(const wasmc_function *function, size_t index) {
  return kindOf(function->type->results[index], typesOf(*function->instance));
}

wasmc_error *wasmc_function_check(const wasmc_function *function, const char *type) {
  Text own = functionText(*function->type);
  return isSameText(own, type) ? nullptr : errorOf(WASMC_INVALID, "the function is ", own, ", not ", type);
}

uint8_t *wasmc_memory_data(const wasmc_memory *memory) { return memoryOf(*memory).base; }

uint64_t wasmc_memory_size(const wasmc_memory *memory) { return sizeOf(memoryOf(*memory)); }

void *wasmc_memory_at(const wasmc_memory *memory, uint64_t offset, uint64_t size) {
  const abi::Memory &guest = memoryOf(*memory);
  uint64_t all = sizeOf(guest);
  return offset <= all && size <= all - offset ? guest.base + offset : nullptr;
}

bool wasmc_memory_read(const wasmc_memory *memory, uint64_t offset, void *to, uint64_t size) {
  const void *from = wasmc_memory_at(memory, offset, size);
  if (from && size != 0)
    memcpy(to, from, size);
  return from;
}

bool wasmc_memory_write(wasmc_memory *memory, uint64_t offset, const void *from, uint64_t size) {
  void *to = wasmc_memory_at(memory, offset, size);
  if (to && size != 0)
    memcpy(to, from, size);
  return to;
}

int64_t wasmc_memory_grow(wasmc_memory *memory, uint64_t pages) {
  return growMemory(*static_cast<abi::Memory *>(memory->entity.address), pages);
}

uint64_t wasmc_table_size(const wasmc_table *table) { return static_cast<const abi::Table *>(table->entity.address)->size; }

wasmc_error *wasmc_table_get(wasmc_table *table, uint64_t index, wasmc_value *value) {
  const abi::Table &guest = tableOf(*table);
  if (index >= guest.size)
    return outOfBounds();
  auto &element = *reinterpret_cast<abi::Value *>(value);
  element.reference = guest.elements[index];
  if (!toHost(*table->instance, table->entity.type->value, element))
    return errorOf(WASMC_INVALID, "the element is an externref that the guest has made of an object of its own");
  return nullptr;
}

wasmc_error *wasmc_table_set(wasmc_table *table, uint64_t index, const wasmc_value *value) {
  abi::Table &guest = tableOf(*table);
  if (index >= guest.size)
    return outOfBounds();
  abi::Value element;
  memcpy(&element, value, sizeof element);
  if (!toGuest(*table->instance, table->entity.type->value, element))
    return errorOf(WASMC_INVALID, "not a value of the table's type, or of another instance");
  guest.elements[index] = element.reference;
  return nullptr;
}

wasmc_kind wasmc_global_kind(const wasmc_global *global) { return kindOf(global->entity.type->value, typesOf(*global->instance)); }

void wasmc_global_get(const wasmc_global *global, wasmc_value *value) {
  abi::Value copy = {};
  memcpy(&copy, global->entity.address, sizeOf(global->entity.type->value));
  (void)toHost(*global->instance, global->entity.type->value, copy);  // what the host can't have is shown as null
  memcpy(value, &copy, sizeof copy);
}

wasmc_error *wasmc_global_set(wasmc_global *global, const wasmc_value *value) {
  const abi::ExternType &type = *global->entity.type;
  if (!(type.flags & abi::isMutableFlag))
    return errorOf(WASMC_INVALID, "the global can't be changed");
  abi::Value copy;
  memcpy(&copy, value, sizeof copy);
  if (!toGuest(*global->instance, type.value, copy))
    return errorOf(WASMC_INVALID, "not a value of the global's type, or of another instance");
  memcpy(global->entity.address, &copy, sizeOf(type.value));
  return nullptr;
}
