// How generated code reaches the state of the module instance that it runs for. Emitters ask this interface and never know whether
// the state is static (an executable: ProgramInstance) or found through a pointer.
#pragma once

#include "frontend/Module.h"

#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/Module.h>
#include <vector>

namespace wasmc {

using Builder = llvm::IRBuilder<>;

// `bytes` behind `pointer`, within the same object.
inline llvm::Value *byteOffset(Builder &builder, llvm::Value *pointer, uint64_t bytes) {
  return bytes == 0 ? pointer : builder.CreateConstInBoundsGEP1_64(builder.getInt8Ty(), pointer, bytes);
}

// What a call needs to know of the function called.
struct Callee {
  llvm::Value *code;
  llvm::Value *instance;  // that it runs for; null where the model passes none
};

// A table that nothing can change after instantiation: constant columns indexed by element.
struct FrozenTable {
  llvm::GlobalVariable *code;   // [size x ptr]; null where there is no function
  llvm::GlobalVariable *types;  // [size x i32]: canonical type numbers; 0 where there is no function
  uint64_t size;
};

// A frozen table as calls of one canonical type find it.
struct TypeColumn {
  // [size x ptr]: the functions that have the type or a subtype, and in place of all others such as trap when they are called as
  // call_indirect does.
  llvm::GlobalVariable *code;
  uint64_t size;
  struct Candidate {
    uint64_t index;
    llvm::Constant *code;
  };
  static constexpr size_t maxCandidates = 8;  // for direct calls, each of which is code
  std::vector<Candidate> candidates;          // the former, by index; empty if there are more
};

// Indices are those of the Wasm module's index spaces.
class InstanceModel {
public:
  virtual ~InstanceModel() = default;

  // What a direct call calls.
  virtual Callee function(Builder &builder, uint32_t index) = 0;
  // A pointer to the function's abi::FuncRef.
  virtual llvm::Value *funcRef(Builder &builder, uint32_t index) = 0;

  // What functions of the instance's own run for; null where the model passes none.
  virtual llvm::Value *self(Builder &builder) = 0;

  // Memory of the instance's own for arguments of tail calls, whose callers' frames are gone when they are read: as many
  // abi::Values as maxArgumentSlots() of the module.
  virtual llvm::Value *argumentsBuffer(Builder &builder) = 0;

  // The value of an immutable global that is known already, or null.
  virtual llvm::Constant *globalConstant(uint32_t index) = 0;
  virtual llvm::Value *globalAddress(Builder &builder, uint32_t index) = 0;

  // abi::Memory and its fields.
  virtual llvm::Value *memoryObject(Builder &builder, uint32_t index) = 0;
  virtual llvm::Value *memoryBase(Builder &builder, uint32_t index) = 0;
  virtual llvm::Value *memorySize(Builder &builder, uint32_t index) = 0;

  // abi::Table and its fields; null for frozenTable when the table may change.
  virtual llvm::Value *tableObject(Builder &builder, uint32_t index) = 0;
  virtual llvm::Value *tableElements(Builder &builder, uint32_t index) = 0;
  virtual llvm::Value *tableSize(Builder &builder, uint32_t index) = 0;
  virtual const FrozenTable *frozenTable(uint32_t index) = 0;
  // Null where the table may change, or have other functions than the instance's own, or has too many elements for a column per
  // type. Lives as long as the instance.
  virtual const TypeColumn *typeColumn(uint32_t table, uint32_t type) = 0;

  // A pointer to the abi::Tag.
  virtual llvm::Value *tag(Builder &builder, uint32_t index) = 0;

  // A segment's contents, and the address of its current length in elements or bytes (i64; 0 once dropped).
  virtual llvm::Value *dataBytes(uint32_t index) = 0;
  virtual llvm::Value *dataSizeAddress(Builder &builder, uint32_t index) = 0;
  virtual llvm::Value *elementArray(Builder &builder, uint32_t index) = 0;
  virtual llvm::Value *elementSizeAddress(Builder &builder, uint32_t index) = 0;
};

}  // namespace wasmc
