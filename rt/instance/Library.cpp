#include "rt/instance/Library.h"

#include "rt/abi/Gc.h"
#include "rt/core/MemoryFunctions.h"
#include "rt/core/Message.h"
#include "rt/instance/ImportMatching.h"
#include "rt/memory/Memory.h"
#include "rt/sys/linux/mmap.h"
#include "rt/tables/Table.h"
#include "rt/traps/GuardedMemories.h"

#include <linux/mman.h>

// Of the collector. Weak: without objects there is none.
extern "C" [[gnu::weak, gnu::visibility("hidden")]] void wasmc_gc_remove_roots(void *roots);

namespace wasmc::rt {

namespace {

// What the runtime keeps of an instance, in front of it in the same mapping, followed by a MemoryDesc and the size of its
// reservation for each memory that the module defines.
struct alignas(16) Block {
  GuardedMemories guarded;
  uint64_t size;  // of the mapping
};

struct OwnMemories {
  abi::MemoryDesc *descs;
  uint64_t *reserved;  // bytes
};

uint64_t roundUp(uint64_t size) { return (size + 15) & ~uint64_t{15}; }

uint64_t frontSize(const abi::ModuleDesc &module) {
  return sizeof(Block) + roundUp(module.memoryCount * (sizeof(abi::MemoryDesc) + sizeof(uint64_t)));
}

Block &blockOf(abi::Instance &instance) {
  return *reinterpret_cast<Block *>(reinterpret_cast<uint8_t *>(&instance) - frontSize(*instance.module));
}

OwnMemories memoriesOf(Block &block, const abi::ModuleDesc &module) {
  auto *descs = reinterpret_cast<abi::MemoryDesc *>(&block + 1);
  return {descs, reinterpret_cast<uint64_t *>(descs + module.memoryCount)};
}

template <typename T> T *arrayAt(abi::Instance &instance, uint64_t offset) {
  return reinterpret_cast<T *>(reinterpret_cast<uint8_t *>(&instance) + offset);
}

bool matchImports(const abi::ModuleDesc &module, Span<const abi::Extern> imports, LinkError &error) {
  for (uint64_t i = 0; i < module.importCount; ++i) {
    bool isKnown = i < imports.size() && imports[i].type;
    if (isKnown && matchesImport(imports[i], module.imports[i].type, module.types))
      continue;
    error = {isKnown ? "incompatible import type" : "unknown import", i};
    return false;
  }
  return true;
}

abi::Instance &allocateBlock(const abi::ModuleDesc &module) {
  uint64_t size = frontSize(module) + module.instanceSize;
  Result<void *> mapping = sys::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS);
  if (!mapping)
    fatalError("cannot allocate an instance of ", Decimal(size), " bytes");
  auto *block = static_cast<Block *>(*mapping);
  block->size = size;
  auto *instance = reinterpret_cast<abi::Instance *>(static_cast<uint8_t *>(*mapping) + frontSize(module));
  memcpy(instance, module.image, module.instanceSize);
  instance->module = &module;
  return *instance;
}

void bringUpMemories(abi::Instance &instance) {
  const abi::ModuleDesc &module = *instance.module;
  Block &block = blockOf(instance);
  OwnMemories own = memoriesOf(block, module);
  auto *memories = arrayAt<abi::Memory>(instance, module.memoriesOffset);
  for (uint64_t i = 0; i < module.memoryCount; ++i) {
    own.descs[i] = module.memories[i];
    own.descs[i].memory = &memories[i];
    own.reserved[i] = reserveMemory(own.descs[i]);
    openMemory(own.descs[i]);
  }
  block.guarded.memories = {own.descs, module.memoryCount};
  registerMemories(block.guarded);
}

void bringUpTables(abi::Instance &instance) {
  const abi::ModuleDesc &module = *instance.module;
  auto *tables = arrayAt<abi::Table>(instance, module.tablesOffset);
  for (uint64_t i = 0; i < module.tableCount; ++i) {
    abi::TableDesc desc = module.tables[i];
    desc.table = &tables[i];
    bringUpTable(desc);
  }
}

// Copies what was imported; functions are referred to through copies of their own.
void connectImports(abi::Instance &instance, Span<const abi::Extern> imports) {
  const abi::ModuleDesc &module = *instance.module;
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

}  // namespace

abi::Instance *createInstance(const abi::ModuleDesc &module, Span<const abi::Extern> imports, LinkError &error) {
  if (!matchImports(module, imports, error))
    return nullptr;
  abi::Instance &instance = allocateBlock(module);
  connectImports(instance, imports);
  bringUpMemories(instance);
  bringUpTables(instance);
  return &instance;
}

void initializeInstance(abi::Instance &instance) { instance.module->initialize(&instance); }

void destroyInstance(abi::Instance &instance) {
  const abi::ModuleDesc &module = *instance.module;
  Block &block = blockOf(instance);
  if (module.rootsOffset)
    wasmc_gc_remove_roots(arrayAt<abi::RootSet>(instance, module.rootsOffset));
  forgetMemories(block.guarded);
  OwnMemories own = memoriesOf(block, module);
  for (uint64_t i = 0; i < module.memoryCount; ++i)
    (void)sys::munmap(own.descs[i].memory->base, own.reserved[i]);
  auto *tables = arrayAt<abi::Table>(instance, module.tablesOffset);
  for (uint64_t i = 0; i < module.tableCount; ++i)
    releaseTable(tables[i]);
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
