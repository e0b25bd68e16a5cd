// An executable: its modules' instances, and what brings them up and enters them (abi::Program).
#pragma once

#include "codegen/analysis/ThreadUse.h"
#include "codegen/instance/ModelEmitter.h"
#include "codegen/instance/ProgramInstance.h"

namespace wasmc {

class ProgramEmitter final : public ModelEmitter {
public:
  // Borrows all but `threads`; `facts` are those of the input's modules.
  ProgramEmitter(Context &context, const ProgramInput &input, const ImportMap &imports, const std::vector<BodyFacts> &facts,
                 const TableUses &tableUses, std::optional<ThreadUse> threads);

  std::expected<void, ModuleError> emit() override;
  FunctionId provider(FunctionId import) const override;
  std::unique_ptr<UnitModel> share() override;

private:
  std::expected<void, ModuleError> emitRun();
  static void callStep(Builder &builder, llvm::Function *step, llvm::ArrayRef<llvm::Value *> arguments);
  std::expected<void, ModuleError> emitCode();
  void defineRoots();
  llvm::GlobalVariable *createRootSet(size_t roots);
  llvm::Function *emitThreadTables();
  void emitRunThread(std::initializer_list<llvm::Function *> steps);

  Context &context;
  const ProgramInput &input;
  const ImportMap &imports;
  const std::vector<BodyFacts> &facts;
  const std::optional<ThreadUse> threads;
  RuntimeLayout layout;
  RuntimeLayout::ProgramParts parts;
  ProgramInstance::Instances instances;
  llvm::Function *addRoots = nullptr, *removeRoots = nullptr;  // of the running thread's instance; the latter with threads only
};

}  // namespace wasmc
