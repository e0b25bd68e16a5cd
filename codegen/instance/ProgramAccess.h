// How the code of an executable reaches the state of a module's instance, of which there is exactly one: in static variables at
// constant addresses. Whether the IR at hand defines them (ProgramInstance) or only declares them (ProgramUnit) is for those to know.
#pragma once

#include "codegen/Context.h"
#include "codegen/instance/InstanceModel.h"

#include <optional>

namespace wasmc {

class ProgramAccess : public InstanceModel {
public:
  llvm::Value *self(Builder &) override { return nullptr; }
  Callee function(Builder &, uint32_t index) override { return {code(index), nullptr}; }
  llvm::Value *funcRef(Builder &, uint32_t index) override { return functionRecord(index); }
  llvm::Value *argumentsBuffer(Builder &builder) override { return stateAddress(builder, arguments()); }
  llvm::Constant *globalConstant(uint32_t index) override { return global(index).known; }
  llvm::Value *globalAddress(Builder &builder, uint32_t index) override;
  llvm::Value *memoryObject(Builder &, uint32_t index) override { return memory(index).object; }
  llvm::Value *memoryBase(Builder &builder, uint32_t index) override;
  llvm::Value *memorySize(Builder &builder, uint32_t index) override;
  llvm::Value *tableObject(Builder &builder, uint32_t index) override;
  llvm::Value *tableElements(Builder &builder, uint32_t index) override;
  llvm::Value *tableSize(Builder &builder, uint32_t index) override;
  const FrozenTable *frozenTable(uint32_t index) override;
  llvm::Value *tag(Builder &, uint32_t index) override { return tagObject(index); }
  llvm::Value *dataBytes(uint32_t index) override { return dataSegment(index).contents; }
  llvm::Value *dataSizeAddress(Builder &builder, uint32_t index) override;
  llvm::Value *elementArray(Builder &builder, uint32_t index) override;
  llvm::Value *elementSizeAddress(Builder &builder, uint32_t index) override;

  // The machine's function.
  virtual llvm::Function *code(uint32_t index) = 0;

protected:
  struct MemoryPlace {
    llvm::GlobalVariable *object = nullptr;  // abi::Memory
    bool fixedBase = false;
  };
  struct GlobalPlace {
    llvm::GlobalVariable *variable = nullptr;
    llvm::Constant *known = nullptr;
  };
  struct TablePlace {
    llvm::GlobalVariable *object = nullptr;   // abi::Table; none for storage of each thread's own, of which it has no address
    llvm::GlobalVariable *storage = nullptr;  // of the elements, unless growable
    uint64_t size = 0;                        // of the storage, in elements
    std::optional<FrozenTable> frozen;
  };
  struct SegmentPlace {
    llvm::GlobalVariable *contents = nullptr, *size = nullptr;
  };

  // Borrows both.
  ProgramAccess(Context &context, const Module &module) : context(context), module(module) {}

  // Indices are those of the module's index spaces; what they stand for may be another module's.
  virtual llvm::Constant *functionRecord(uint32_t index) = 0;  // abi::FuncRef
  virtual const MemoryPlace &memory(uint32_t index) = 0;
  virtual const GlobalPlace &global(uint32_t index) = 0;
  virtual const TablePlace &table(uint32_t index) = 0;
  virtual llvm::GlobalVariable *tagObject(uint32_t index) = 0;  // abi::Tag
  virtual const SegmentPlace &dataSegment(uint32_t index) = 0;
  virtual const SegmentPlace &elementSegment(uint32_t index) = 0;
  virtual llvm::GlobalVariable *arguments() = 0;

  // A variable's address at run time: each thread may have its own.
  static llvm::Value *stateAddress(Builder &builder, llvm::GlobalVariable *variable);

  Context &context;
  const Module &module;
};

}  // namespace wasmc
