#include "rt/host/Imports.h"

#include "rt/core/MemoryFunctions.h"
#include "rt/host/HostMemory.h"
#include "rt/host/Instance.h"
#include "rt/host/TypeText.h"
#include "rt/host/Values.h"

namespace wasmc::rt {

namespace {

void destroyEntity(HostEntity *entity) {
  if (entity && entity->type.kind == abi::ExternKind::Memory) {
    forgetMemories(entity->guarded);
    releaseMemory(entity->memory, entity->reserved);
  }
  hostFree(entity);
}

char *copyOf(const char *text) { return text ? Text(text).release() : nullptr; }

// With copies of what it refers to. Null where there is no memory: what was passed stays the caller's.
Definition *makeDefinition(const Definition &like) {
  auto *definition = hostAllocateArray<Definition>(1);
  if (!definition)
    return nullptr;
  *definition = like;
  definition->references = 1;
  definition->module = copyOf(like.module);
  definition->name = copyOf(like.name);
  definition->type = copyOf(like.type);
  definition->exported = copyOf(like.exported);
  bool isComplete = definition->module && !definition->name == !like.name && !definition->type == !like.type &&
                    !definition->exported == !like.exported;
  if (isComplete) {
    if (like.instance)
      retain(*like.instance);
    return definition;
  }
  hostFree(definition->module);
  hostFree(definition->name);
  hostFree(definition->type);
  hostFree(definition->exported);
  hostFree(definition);
  return nullptr;
}

bool reserveRoom(wasmc_imports &imports, size_t wanted) {
  if (wanted <= imports.capacity)
    return true;
  auto **larger = hostAllocateArray<Definition *>(2 * wanted);
  if (!larger)
    return false;
  if (imports.count != 0)
    memcpy(larger, imports.definitions, imports.count * sizeof *larger);
  hostFree(imports.definitions);
  imports.definitions = larger;
  imports.capacity = 2 * wanted;
  return true;
}

bool isSameName(const Definition &a, const Definition &b) {
  return StringView(a.module) == StringView(b.module) && !a.name == !b.name &&
         (!a.name || StringView(a.name) == StringView(b.name));
}

wasmc_error *add(wasmc_imports &imports, const Definition &like) {
  if (!like.module)
    return errorOf(WASMC_INVALID, "a definition without the name of a module");
  Definition *definition = reserveRoom(imports, imports.count + 1) ? makeDefinition(like) : nullptr;
  if (!definition)
    return noMemory();
  for (size_t i = 0; i < imports.count; ++i) {
    if (!isSameName(*imports.definitions[i], *definition))
      continue;
    release(*imports.definitions[i]);
    for (--imports.count; i < imports.count; ++i)
      imports.definitions[i] = imports.definitions[i + 1];
  }
  imports.definitions[imports.count++] = definition;
  return nullptr;
}

wasmc_error *addEntity(wasmc_imports &imports, const char *module, const char *name, HostEntity *entity) {
  char *itsModule = const_cast<char *>(module), *itsName = const_cast<char *>(name);
  wasmc_error *error = add(imports, {.kind = Definition::Kind::Entity, .module = itsModule, .name = itsName, .entity = entity});
  if (error)
    destroyEntity(entity);
  return error;
}

}  // namespace

void release(Definition &definition) {
  if (__atomic_sub_fetch(&definition.references, 1, __ATOMIC_ACQ_REL) != 0)
    return;
  if (definition.drop)
    definition.drop(definition.data);
  if (definition.instance)
    release(*definition.instance);
  destroyEntity(definition.entity);
  hostFree(definition.module);
  hostFree(definition.name);
  hostFree(definition.type);
  hostFree(definition.exported);
  hostFree(&definition);
}

Definition *findDefinition(const wasmc_imports &imports, StringView module, StringView name) {
  for (size_t i = imports.count; i-- > 0;) {
    Definition &definition = *imports.definitions[i];
    if (!(StringView(definition.module) == module))
      continue;
    if (definition.name ? StringView(definition.name) == name : exportOf(*definition.instance, name).type != nullptr)
      return &definition;
  }
  return nullptr;
}

wasmc_imports *copyImports(const wasmc_imports *imports) {
  wasmc_imports *copy = wasmc_imports_new();
  if (!copy || !imports)
    return copy;
  if (!reserveRoom(*copy, imports->count)) {
    wasmc_imports_delete(copy);
    return nullptr;
  }
  for (size_t i = 0; i < imports->count; ++i) {
    retain(*imports->definitions[i]);
    copy->definitions[copy->count++] = imports->definitions[i];
  }
  copy->hasWasi = imports->hasWasi;
  return copy;
}

}  // namespace wasmc::rt

using namespace wasmc;
using namespace wasmc::rt;

wasmc_imports *wasmc_imports_new(void) { return hostAllocateArray<wasmc_imports>(1); }

void wasmc_imports_delete(wasmc_imports *imports) {
  if (!imports)
    return;
  for (size_t i = 0; i < imports->count; ++i)
    release(*imports->definitions[i]);
  hostFree(imports->definitions);
  hostFree(imports);
}

wasmc_error *wasmc_imports_function(wasmc_imports *imports, const char *module, const char *name, const char *type,
                                    wasmc_callback callback, void *data, void (*drop)(void *)) {
  if (!name || !callback)
    return errorOf(WASMC_INVALID, "a function needs a name and a callback");
  return add(*imports, {.kind = Definition::Kind::Function,
                        .module = const_cast<char *>(module),
                        .name = const_cast<char *>(name),
                        .type = const_cast<char *>(type),
                        .callback = callback,
                        .data = data,
                        .drop = drop});
}

wasmc_error *wasmc_imports_instance(wasmc_imports *imports, const char *module, wasmc_instance *instance) {
  return add(*imports, {.kind = Definition::Kind::Instance, .module = const_cast<char *>(module), .instance = instance});
}

wasmc_error *wasmc_imports_export(wasmc_imports *imports, const char *module, const char *name, wasmc_instance *instance,
                                  const char *exported) {
  if (!name || !exportOf(*instance, exported).type)
    return errorOf(WASMC_INVALID, "the instance has no export ", exported);
  return add(*imports, {.kind = Definition::Kind::Export,
                        .module = const_cast<char *>(module),
                        .name = const_cast<char *>(name),
                        .instance = instance,
                        .exported = const_cast<char *>(exported)});
}

// With guard pages where they may be relied upon: which module imports it is not known.
wasmc_error *wasmc_imports_memory(wasmc_imports *imports, const char *module, const char *name, const char *type) {
  abi::ExternType parsed;
  if (!name || !parseMemoryType(type, parsed))
    return errorOf(WASMC_INVALID, "'", type, "' is not a memory's type, such as \"memory 1 16 shared\"");
  auto *entity = hostAllocateArray<HostEntity>(1);
  if (!entity)
    return noMemory();
  entity->account = {};
  bool isLarge = parsed.flags & abi::is64BitFlag;
  entity->desc = {&entity->memory, parsed.min, parsed.max, isLarge ? 0 : abi::guardReservation, 0, parsed.pageSizeLog2};
  parsed.flags |= isLarge ? 0 : abi::isGuardedFlag;
  ErrorText refusal;
  if (!reserveMemory(entity->desc, &entity->account, entity->reserved, refusal) || !openMemory(entity->desc, refusal)) {
    releaseMemory(entity->memory, entity->reserved);
    hostFree(entity);
    return errorOf(WASMC_SYSTEM, refusal);
  }
  entity->type = parsed;
  entity->guarded.memories = {&entity->desc, 1};
  registerMemories(entity->guarded);
  return addEntity(*imports, module, name, entity);
}

wasmc_error *wasmc_imports_global(wasmc_imports *imports, const char *module, const char *name, const char *type,
                                  const wasmc_value *value) {
  abi::ExternType parsed;
  if (!name || !parseGlobalType(type, parsed))
    return errorOf(WASMC_INVALID, "'", type, "' is not the type of a number, such as \"mut i64\"");
  auto *entity = hostAllocateArray<HostEntity>(1);
  if (!entity)
    return noMemory();
  entity->type = parsed;
  memcpy(&entity->value, value, sizeOf(parsed.value));
  return addEntity(*imports, module, name, entity);
}

wasmc_error *wasmc_imports_wasi(wasmc_imports *imports) {
  imports->hasWasi = true;
  return nullptr;
}
