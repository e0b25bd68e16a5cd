// The structures of rt/abi/Layout.h as LLVM constants.
#pragma once

#include "codegen/Context.h"

namespace wasmc {

class RuntimeLayout {
public:
  explicit RuntimeLayout(Context &context);

  // abi::Memory and abi::Table before the runtime has brought them up.
  llvm::Constant *memory() const;
  llvm::Constant *growableTable() const;
  // A table whose storage is static.
  llvm::Constant *fixedTable(llvm::Constant *elements, uint64_t size) const;

  // `fixedBase`: the required address, or 0 for anywhere.
  llvm::Constant *memoryDesc(llvm::Constant *memory, const MemoryType &type, uint64_t fixedBase) const;
  llvm::Constant *imageDesc(llvm::Constant *memory, uint64_t offset, llvm::Constant *bytes, uint64_t size) const;
  llvm::Constant *tableDesc(llvm::Constant *table, uint64_t min, uint64_t max) const;
  llvm::Constant *funcRef(llvm::Constant *code, uint64_t type) const;

  // A pointer to the abi::CanonicalTypes of the compilation, by number.
  llvm::Constant *canonicalTypes() const;

  struct ProgramParts {
    std::vector<llvm::Constant *> memories, images, tables;  // descriptors
    llvm::Function *run;
    std::string policy;                                              // null-terminated words
    llvm::Constant *fuel = nullptr;                                  // null: nothing is counted
    llvm::Constant *prepareThreads = nullptr, *runThread = nullptr;  // where the guest may start threads
  };
  // Defines wasmc_program.
  void defineProgram(const ProgramParts &parts) const;

  // What structures are made of. `array` is a pointer to a constant; null without elements, which must be of one type.
  llvm::Constant *structure(std::initializer_list<llvm::Constant *> fields) const;
  llvm::Constant *number(uint64_t value) const { return llvm::ConstantInt::get(context.i64, value); }
  llvm::Constant *null() const { return llvm::ConstantPointerNull::get(context.ptr); }
  llvm::Constant *array(const std::vector<llvm::Constant *> &elements, const char *name) const;
  // Under a symbol that the runtime knows.
  llvm::GlobalVariable *defineRoot(llvm::Constant *root, const char *symbol) const;

private:
  Context &context;
};

}  // namespace wasmc
