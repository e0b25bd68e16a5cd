#include "rt/instance/Library.h"

#include "rt/abi/Builtins.h"
#include "rt/abi/Gc.h"
#include "rt/core/MemoryFunctions.h"
#include "rt/instance/ImportMatching.h"
#include "rt/instance/InstanceArrays.h"
#include "rt/memory/Memory.h"
#include "rt/sys/linux/mmap.h"
#include "rt/tables/Table.h"
#include "rt/traps/GuardedMemories.h"

#include <linux/mman.h>

namespace wasmc::abi {
// Of the collector. Weak: without objects there is none.
[[gnu::weak, gnu::visibility("hidden")]] Void wasmc_gc_remove_roots(Ptr roots);
}  // namespace wasmc::abi

namespace wasmc::rt {

namespace {

// What the runtime keeps of an instance, in front of it in the same mapping, followed by the arrays of OwnParts.
struct alignas(16) Block {
  GuardedMemories guarded;
  bool isRegistered;
  uint64_t size;  // of the mapping
  abi::AllocationRegion *region;
};

// What the module defines, as it was before anything was initialised.
struct OwnParts {
  abi::MemoryDesc *descs;
  abi::Memory *memories;
  uint64_t *reserved;  // bytes, for each memory
  abi::Table *tables;
};

uint64_t roundUp(uint64_t size) { return (size + 15) & ~uint64_t{15}; }

uint64_t frontSize(const abi::ModuleDesc &module) {
  uint64_t ofMemory = sizeof(abi::MemoryDesc) + sizeof(abi::Memory) + sizeof(uint64_t);
  return sizeof(Block) + roundUp(module.memoryCount * ofMemory + module.tableCount * sizeof(abi::Table));
}

Block &blockOf(abi::Instance &instance) {
  return *reinterpret_cast<Block *>(reinterpret_cast<uint8_t *>(&instance) - frontSize(*instance.module));
}

OwnParts partsOf(abi::Instance &instance) {
  const abi::ModuleDesc &module = *instance.module;
  auto *descs = reinterpret_cast<abi::MemoryDesc *>(&blockOf(instance) + 1);
  auto *memories = reinterpret_cast<abi::Memory *>(descs + module.memoryCount);
  auto *reserved = reinterpret_cast<uint64_t *>(memories + module.memoryCount);
  return {descs, memories, reserved, reinterpret_cast<abi::Table *>(reserved + module.memoryCount)};
}

bool matchImports(const abi::ModuleDesc &module, Span<const abi::Extern> imports, LinkError &error) {
  for (uint64_t i = 0; i < module.importCount; ++i) {
    bool isKnown = i < imports.size() && imports[i].type;
    if (isKnown && matchesImport(imports[i], module.imports[i].type, module.types))
      continue;
    error = {isKnown ? "incompatible import type" : "unknown import", i, {}};
    return false;
  }
  return true;
}

// Null where there is no memory.
abi::Instance *allocateBlock(const abi::ModuleDesc &module, ErrorText &error) {
  uint64_t size = frontSize(module) + module.instanceSize;
  Result<void *> mapping = sys::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS);
  if (!mapping) {
    error = ErrorText("cannot allocate an instance of ", Decimal(size), " bytes");
    return nullptr;
  }
  static_cast<Block *>(*mapping)->size = size;
  auto *instance = reinterpret_cast<abi::Instance *>(static_cast<uint8_t *>(*mapping) + frontSize(module));
  instance->module = &module;
  return instance;
}

bool bringUpMemories(abi::Instance &instance, MemoryAccount *account, ErrorText &error) {
  const abi::ModuleDesc &module = *instance.module;
  Block &block = blockOf(instance);
  OwnParts own = partsOf(instance);
  for (uint64_t i = 0; i < module.memoryCount; ++i) {
    own.descs[i] = module.memories[i];
    own.descs[i].memory = &own.memories[i];
    if (!reserveMemory(own.descs[i], account, own.reserved[i], error) || !openMemory(own.descs[i], error))
      return false;
    own.descs[i].memory = &memoriesOf(instance)[i];
  }
  block.guarded.memories = {own.descs, module.memoryCount};
  return true;
}

bool bringUpTables(abi::Instance &instance, uint64_t limit, ErrorText &error) {
  const abi::ModuleDesc &module = *instance.module;
  OwnParts own = partsOf(instance);
  for (uint64_t i = 0; i < module.tableCount; ++i) {
    abi::TableDesc desc = module.tables[i];
    desc.table = &own.tables[i];
    if (!bringUpTable(desc, limit, error))
      return false;
  }
  return true;
}

// The instance's own bytes. What was imported is copied; functions are referred to through copies of their own.
void fillIn(abi::Instance &instance, Span<const abi::Extern> imports) {
  const abi::ModuleDesc &module = *instance.module;
  OwnParts own = partsOf(instance);
  memcpy(&instance, module.image, module.instanceSize);
  instance.module = &module;
  instance.region = blockOf(instance).region;
  for (uint64_t i = 0; i < module.memoryCount; ++i)
    memoriesOf(instance)[i] = own.memories[i];
  for (uint64_t i = 0; i < module.tableCount; ++i)
    tablesOf(instance)[i] = own.tables[i];
  auto *records = arrayAt<abi::Extern>(instance, module.importsOffset);
  auto *funcRefs = arrayAt<abi::FuncRef>(instance, module.funcRefsOffset);
  uint64_t functions = 0;
  for (uint64_t i = 0; i < module.importCount; ++i) {
    records[i] = imports[i];
    if (imports[i].type->kind == abi::ExternKind::Func)
      funcRefs[functions++] = *static_cast<const abi::FuncRef *>(imports[i].address);
  }
  for (uint64_t i = functions; i < module.funcRefCount; ++i)
    funcRefs[i].instance = &instance;
}

void forgetRoots(abi::Instance &instance) {
  if (uint64_t offset = instance.module->rootsOffset)
    abi::wasmc_gc_remove_roots(arrayAt<abi::RootSet>(instance, offset));
}

}  // namespace

abi::Instance *createInstance(const abi::ModuleDesc &module, Span<const abi::Extern> imports, LinkError &error,
                              const InstanceLimits &limits) {
  if (!matchImports(module, imports, error))
    return nullptr;
  abi::Instance *instance = allocateBlock(module, error.refusal);
  if (!instance)
    return nullptr;
  if (!bringUpMemories(*instance, limits.memories, error.refusal) || !bringUpTables(*instance, limits.maxTable, error.refusal)) {
    destroyInstance(*instance);
    return nullptr;
  }
  Block &block = blockOf(*instance);
  block.region = limits.region;
  fillIn(*instance, imports);
  registerMemories(block.guarded);
  block.isRegistered = true;
  return instance;
}

void initializeInstance(abi::Instance &instance) { instance.module->initialize(&instance); }

bool resetInstance(abi::Instance &instance, Span<const abi::Extern> imports) {
  const abi::ModuleDesc &module = *instance.module;
  OwnParts own = partsOf(instance);
  forgetRoots(instance);
  for (uint64_t i = 0; i < module.memoryCount; ++i)
    if (!resetMemory(memoriesOf(instance)[i], own.memories[i].size, own.descs[i].reservation != 0))
      return false;
  for (uint64_t i = 0; i < module.tableCount; ++i)
    clearTable(tablesOf(instance)[i]);
  fillIn(instance, imports);
  return true;
}

// Of one that was only begun, too. A memory's size is that in the instance once this has been filled in.
void destroyInstance(abi::Instance &instance) {
  const abi::ModuleDesc &module = *instance.module;
  Block &block = blockOf(instance);
  OwnParts own = partsOf(instance);
  bool isComplete = block.isRegistered;
  if (isComplete) {
    forgetRoots(instance);
    forgetMemories(block.guarded);
  }
  for (uint64_t i = 0; i < module.memoryCount; ++i)
    releaseMemory(isComplete ? memoriesOf(instance)[i] : own.memories[i], own.reserved[i]);
  for (uint64_t i = 0; i < module.tableCount; ++i)
    releaseTable(own.tables[i]);
  (void)sys::munmap(&block, block.size);
}

abi::Extern exportOf(abi::Instance &instance, StringView name) {
  const abi::ModuleDesc &module = *instance.module;
  for (const abi::ExportDesc &entry : Span(module.exports, module.exportCount)) {
    if (StringView(entry.name, entry.nameSize) != name)
      continue;
    if (!entry.type)
      return *arrayAt<abi::Extern>(instance, entry.offset);
    return {entry.type, arrayAt<uint8_t>(instance, entry.offset)};
  }
  return {};
}

void invoke(const abi::TypeDesc *types, const abi::FuncRef &function, abi::Value *slots) {
  const abi::TypeDesc &type = types[function.type];
  if (function.code != type.hostEntry)
    return type.invoke(&function, slots);
  const auto &host = *static_cast<const abi::HostFunction *>(function.instance);
  host.call(host.data, slots);
}

}  // namespace wasmc::rt
