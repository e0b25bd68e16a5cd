#include "codegen/instance/LibraryLayout.h"

#include "codegen/Signature.h"
#include "codegen/instance/GcLayout.h"

#include <llvm/Support/MathExtras.h>

namespace wasmc {
namespace {

template <typename Entity> uint32_t importedCount(const std::vector<Entity> &entities) {
  uint32_t count = 0;
  while (count < entities.size() && entities[count].import)
    ++count;
  return count;
}

}  // namespace

LibraryLayout::LibraryLayout(const Context &context, const Module &module)
    : module(module), firstMemory(importedCount(module.memories)), firstTable(importedCount(module.tables)),
      firstTag(importedCount(module.tags)) {
  imports = take(module.imports.size(), sizeof(abi::Extern));
  memories = take(module.memories.size() - firstMemory, sizeof(abi::Memory));
  tables = take(module.tables.size() - firstTable, sizeof(abi::Table));
  tags = take(module.tags.size() - firstTag, sizeof(abi::Tag));
  placeFuncRefs();
  placeGlobals(context);
  dataSizes = take(module.data.size(), sizeof(uint64_t));
  elementSizes = take(module.elements.size(), sizeof(uint64_t));
  for (const ElementSegment &segment : module.elements)
    elementArrays.push_back(take(segment.mode == SegmentMode::Passive ? segment.size() : 0, sizeof(void *)));
  argumentSlots = maxArgumentSlots(context, module);
  placeRoots();
  end = llvm::alignTo(end, alignof(abi::Instance));
  arguments = take(argumentSlots, sizeof(abi::Value));
}

uint64_t LibraryLayout::take(uint64_t count, uint64_t size) {
  uint64_t place = end;
  end += count * size;
  return place;
}

void LibraryLayout::placeFuncRefs() {
  funcRefNumbers.resize(module.functions.size());
  for (uint32_t i = 0; i < module.functions.size(); ++i) {
    if (!module.functions[i].import && !module.declaredFunctions[i])
      continue;
    funcRefNumbers[i] = static_cast<uint32_t>(referenced.size());
    referenced.push_back(i);
  }
  funcRefs = take(referenced.size(), sizeof(abi::FuncRef));
}

// Each takes as many bytes as its type, at a multiple of that; references to objects come first, for the collector.
void LibraryLayout::placeGlobals(const Context &context) {
  objectGlobals = end;
  globals.resize(module.globals.size());
  for (bool objects : {true, false})
    for (size_t i = 0; i < globals.size(); ++i) {
      const Global &global = module.globals[i];
      if (global.import || mayBeObject(module, global.type.type) != objects)
        continue;
      uint64_t size = context.ir.getDataLayout().getTypeAllocSize(context.type(global.type.type));
      end = llvm::alignTo(end, size);
      globals[i] = take(1, size);
      objectGlobalCount += objects;
    }
  end = llvm::alignTo(end, sizeof(uint64_t));
}

void LibraryLayout::placeRoots() {
  uint64_t ranges = (objectGlobalCount > 0) + (argumentSlots > 0);
  for (const Table &table : module.tables)
    ranges += mayBeObject(module, table.type.element);
  for (const ElementSegment &segment : module.elements)
    ranges += mayBeObject(module, segment.type);
  roots = take(1, ranges ? rootSetSize(ranges) : 0);
}

}  // namespace wasmc
