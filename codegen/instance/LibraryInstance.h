// One module in the library model: any number of instances, so all state is reached through the instance pointer (LibraryAccess).
//
// In two steps: construction declares functions; initialize() emits the function that brings a new instance up, after which it is
// known which globals are constants. Then functions can be emitted, and describe() builds the abi::ModuleDesc.
#pragma once

#include "codegen/Codegen.h"
#include "codegen/analysis/BodyFacts.h"
#include "codegen/instance/FunctionNames.h"
#include "codegen/instance/GcLayout.h"
#include "codegen/instance/LibraryAccess.h"
#include "codegen/instance/RuntimeLayout.h"
#include "codegen/instance/TypeColumns.h"

#include <optional>

namespace wasmc {

class FunctionEmitter;

class LibraryInstance final : public LibraryAccess {
public:
  // `moduleIndex` only makes names; `tableUses` are those of the module's own code. Borrows the others.
  LibraryInstance(Context &context, const InputModule &input, const LibraryLayout &layout, size_t moduleIndex,
                  const std::vector<TableUse> &tableUses);

  // abi::ModuleDesc::initialize: what the specification's instantiation (4.5.4) does once imports, memories and tables are there.
  void initialize();

  // Emits the body of every function that the module defines.
  Result<void> emitFunctions();

  // In place of emitFunctions(), where units of code have the bodies: what these refer to.
  void defineFor(const BodyFacts &facts);
  // Makes that visible to them, and describes it.
  LibraryState share(const BodyFacts &facts);

  // Emits what shows the collector the instance's references, if there is a collector: `areObjects`. After all modules' functions.
  void defineRoots(bool areObjects);

  // The module's abi::ModuleDesc.
  llvm::Constant *describe();

  llvm::Function *code(uint32_t index) override { return functions[index]; }
  llvm::Constant *globalConstant(uint32_t index) override { return knownGlobals[index]; }
  const TypeColumn *typeColumn(uint32_t table, uint32_t type) override;
  llvm::GlobalVariable *dataBytes(uint32_t index) override;

private:
  std::string symbol(llvm::StringRef kind, uint32_t index) const;
  // Initialisation
  void initializeGlobals(FunctionEmitter &emitter);
  void freezeTables(FunctionEmitter &emitter);
  bool isPrivate(uint32_t table) const;
  bool placeElements(FunctionEmitter &emitter, const ElementSegment &segment,
                     std::vector<std::vector<TableElement>> &contents) const;
  void initializeElements(FunctionEmitter &emitter, uint32_t segment);
  void storeElements(FunctionEmitter &emitter, uint32_t segment, llvm::Value *target);
  void storeFunctions(FunctionEmitter &emitter, uint32_t segment, llvm::Value *target);
  llvm::SmallVector<Root, 4> findRoots(Builder &builder) const;
  // Description
  llvm::Constant *initialImage();
  std::vector<llvm::Constant *> describeImports();
  std::vector<llvm::Constant *> describeExports();
  std::vector<llvm::Constant *> describeMemories();
  std::vector<llvm::Constant *> describeTables();
  uint64_t place(ExternKind kind, uint32_t index) const;

  std::string_view importName;
  size_t moduleIndex;
  RuntimeLayout runtime;
  std::vector<llvm::Function *> functions;       // null for imports
  std::vector<llvm::Constant *> initialGlobals;  // as far as known; null otherwise and for imports
  std::vector<llvm::Constant *> knownGlobals;    // those that never change
  const std::vector<TableUse> &tableUses;
  std::vector<std::optional<TypeColumns>> columns;   // of tables that nothing can change
  std::vector<llvm::GlobalVariable *> dataContents;  // created when code first asks for them
  llvm::Function *initializer = nullptr, *addRoots = nullptr;
  bool hasRoots = false;
};

}  // namespace wasmc
