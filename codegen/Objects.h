// Structures and arrays (rt/abi/Gc.h) as the code that works on them needs to know them: where fields lie, and which accesses may be
// to the same memory.
#pragma once

#include "frontend/Module.h"

#include "rt/abi/Gc.h"

#include <array>
#include <llvm/IR/Module.h>
#include <map>
#include <vector>

namespace wasmc {

// The root of all alias tags.
inline constexpr const char *aliasRoot = "wasmc";

// In bytes.
uint64_t storageSize(const FieldType &field);

// Whether values of the type may be references to objects: only functions never are.
bool mayBeObject(const Module &module, ValueType type);

// Fields follow the header in order, each at the next multiple of its size: so a structure begins as its supertype's do.
struct StructLayout {
  std::vector<uint32_t> offsets;  // of fields, from the object's beginning
  uint64_t size;                  // header included, a multiple of abi::objectAlignment
};

class Objects {
public:
  // Declares in `ir` what it needs.
  explicit Objects(llvm::Module &ir);

  const StructLayout &layout(const StructType &type);

  // Alias tags. Fields and elements of different sizes or kinds of values never overlap.
  llvm::MDNode *headerTag, *regionTag;
  llvm::MDNode *fieldTag(const FieldType &field) { return tagIn(fieldTags, field); }
  llvm::MDNode *elementTag(const FieldType &element) { return tagIn(elementTags, element); }

  // abi::AllocationRegion of the runtime's.
  llvm::GlobalVariable *allocationRegion();

  bool areAllocated = false;  // some code that has been emitted makes objects

private:
  static constexpr size_t storageKinds = 8;
  using Tags = std::array<llvm::MDNode *, storageKinds>;
  static llvm::MDNode *tagIn(const Tags &tags, const FieldType &field);

  llvm::Module &ir;
  Tags fieldTags, elementTags;
  llvm::GlobalVariable *region = nullptr;
  std::map<const StructType *, StructLayout> layouts;
};

}  // namespace wasmc
