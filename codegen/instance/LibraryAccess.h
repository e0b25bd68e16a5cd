// How the code of a library reaches an instance's state: through the instance pointer, the first parameter of every guest function.
// What the module defines lies in the instance (LibraryLayout), a load from a constant distance away; what it imports is one more
// load away, of an address that stays the same as long as the instance lives.
#pragma once

#include "codegen/Context.h"
#include "codegen/instance/InstanceModel.h"
#include "codegen/instance/LibraryLayout.h"

namespace wasmc {

class LibraryAccess : public InstanceModel {
public:
  Callee function(Builder &builder, uint32_t index) override;
  llvm::Value *funcRef(Builder &builder, uint32_t index) override;
  llvm::Value *self(Builder &builder) override { return at(builder, 0); }
  llvm::Value *argumentsBuffer(Builder &builder) override { return at(builder, layout.arguments); }
  llvm::Value *globalAddress(Builder &builder, uint32_t index) override;
  llvm::Value *memoryObject(Builder &builder, uint32_t index) override;
  llvm::Value *memoryBase(Builder &builder, uint32_t index) override;
  llvm::Value *memorySize(Builder &builder, uint32_t index) override;
  llvm::Value *tableObject(Builder &builder, uint32_t index) override;
  llvm::Value *tableElements(Builder &builder, uint32_t index) override;
  llvm::Value *tableSize(Builder &builder, uint32_t index) override;
  const FrozenTable *frozenTable(uint32_t) override { return nullptr; }
  llvm::Value *tag(Builder &builder, uint32_t index) override;
  llvm::Value *dataSizeAddress(Builder &builder, uint32_t index) override;
  llvm::Value *elementArray(Builder &builder, uint32_t index) override;
  llvm::Value *elementSizeAddress(Builder &builder, uint32_t index) override;

  // The machine's function, of one that the module defines.
  virtual llvm::Function *code(uint32_t index) = 0;

protected:
  // Borrows all; `layout` is the module's.
  LibraryAccess(Context &context, const Module &module, const LibraryLayout &layout)
      : context(context), module(module), layout(layout) {}

  // So many bytes behind the beginning of the instance that the builder's function runs for.
  llvm::Value *at(Builder &builder, uint64_t offset) const;

  Context &context;
  const Module &module;
  const LibraryLayout &layout;

private:
  llvm::LoadInst *loadInvariant(Builder &builder, llvm::Value *address) const;
  llvm::Value *importedObject(Builder &builder, uint32_t import, uint64_t size) const;
  llvm::LoadInst *loadSize(Builder &builder, llvm::Value *object, uint64_t offset) const;
};

}  // namespace wasmc
