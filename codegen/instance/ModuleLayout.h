// The structures of rt/abi/Module.h as LLVM constants.
#pragma once

#include "codegen/instance/RuntimeLayout.h"
#include "frontend/Module.h"

namespace wasmc {

class ModuleLayout {
public:
  explicit ModuleLayout(Context &context) : context(context), runtime(context) {}

  // abi::ExternType of an entity in one of the module's index spaces.
  llvm::Constant *externType(const Module &module, ExternKind kind, uint32_t index);
  // A pointer to the bytes.
  llvm::Constant *text(std::string_view bytes);
  // abi::Tag of one that the module defines.
  llvm::Constant *tag(const Module &module, uint32_t index);
  // abi::ImportDesc
  llvm::Constant *importDesc(const Module &module, const Import &import);
  // abi::ExportDesc or abi::ProgramExports::Entry, which look alike: `type` is a pointer to the abi::ExternType or null, `place`
  // the offset or address.
  llvm::Constant *exportDesc(std::string_view name, llvm::Constant *type, llvm::Constant *place);

  // Defines wasmc_library, from pointers to abi::ModuleDescs and to the abi::ObjectTypes; null: no objects are made.
  void defineLibrary(const std::vector<llvm::Constant *> &modules, llvm::Constant *objects);
  // Defines wasmc_program_exports.
  void defineProgramExports(const std::vector<llvm::Constant *> &entries);

private:
  uint64_t valueType(const Module &module, ValueType declared);
  llvm::Constant *valueTypes(const Module &module, const ResultType &types);
  llvm::Constant *typeDesc(const Module &module, const FuncType &type);
  // The array of abi::TypeDescs.
  std::vector<llvm::Constant *> typeDescs();

  Context &context;
  RuntimeLayout runtime;
};

}  // namespace wasmc
