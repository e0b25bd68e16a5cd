// Where the parts of an instance lie (library model): offsets in bytes from its beginning.
//
// abi::Instance, one abi::Extern per import, then what the module defines: memories, tables, tags, references to functions
// (imported ones first, then those that can become values), globals, lengths of segments, elements of passive segments.
#pragma once

#include "codegen/Context.h"
#include "frontend/Module.h"
#include "rt/abi/Exception.h"
#include "rt/abi/MemoryDistance.h"

#include <vector>

namespace wasmc {

class LibraryLayout {
public:
  LibraryLayout(const Context &context, const Module &module);

  // Address of what was imported: abi::Extern::address.
  uint64_t importAddress(uint32_t import) const { return importRecord(import) + offsetof(abi::Extern, address); }
  uint64_t importRecord(uint32_t import) const { return imports + import * sizeof(abi::Extern); }

  // For those that the module defines.
  uint64_t memory(uint32_t index) const { return memories + (index - firstMemory) * sizeof(abi::Memory); }
  uint64_t table(uint32_t index) const { return tables + (index - firstTable) * sizeof(abi::Table); }
  uint64_t tag(uint32_t index) const { return tags + (index - firstTag) * sizeof(abi::Tag); }
  uint64_t global(uint32_t index) const { return globals[index]; }

  // Only for imported functions and those that some code or an export refers to.
  uint64_t funcRef(uint32_t function) const { return funcRefs + funcRefNumbers[function] * sizeof(abi::FuncRef); }
  uint64_t funcRefCount() const { return referenced.size(); }
  // The functions that have one, in order.
  const std::vector<uint32_t> &referencedFunctions() const { return referenced; }

  // Current length (i64).
  uint64_t dataSize(uint32_t segment) const { return dataSizes + segment * sizeof(uint64_t); }
  uint64_t elementSize(uint32_t segment) const { return elementSizes + segment * sizeof(uint64_t); }
  // Elements of a passive segment.
  uint64_t elementArray(uint32_t segment) const { return elementArrays[segment]; }

  // References to objects: consecutive globals; an abi::RootSet with space for as many ranges as there may be.
  uint64_t objectGlobals, objectGlobalCount = 0;
  uint64_t roots;

  // A multiple of 16.
  uint64_t size() const { return end; }

  // The first memory that the module defines, if any, and how far behind the instance it begins.
  bool definesMemory() const { return firstMemory < module.memories.size(); }
  uint64_t ownMemory() const { return memories; }
  uint64_t ownMemoryDistance() const {
    return abi::memoryDistance(end, module.memories.size() - firstMemory, module.tables.size() - firstTable);
  }

  uint64_t imports, memories, tables, tags, funcRefs;
  uint64_t arguments, argumentSlots;  // InstanceModel::argumentsBuffer; a multiple of 16

private:
  uint64_t take(uint64_t count, uint64_t size);
  void placeFuncRefs();
  void placeGlobals(const Context &context);
  void placeRoots();

  const Module &module;
  uint32_t firstMemory, firstTable, firstTag;  // that is not imported
  uint64_t dataSizes, elementSizes;
  std::vector<uint64_t> globals, elementArrays;
  std::vector<uint32_t> referenced, funcRefNumbers;
  uint64_t end = sizeof(abi::Instance);
};

}  // namespace wasmc
