// One module's instance in an executable: exactly one exists, so its state is static and its addresses are constants.
//
// In three steps, each for all instances in order of instantiation before the next: construction declares what the module defines;
// initialize() evaluates globals and segments, where what is known at compile time becomes static data and the rest code in the
// function that it returns; settleTables() gives each table its final form. Then functions can be emitted.
#pragma once

#include "codegen/Imports.h"
#include "codegen/analysis/TableUse.h"
#include "codegen/instance/FunctionNames.h"
#include "codegen/instance/GcLayout.h"
#include "codegen/instance/ProgramAccess.h"
#include "codegen/instance/RuntimeLayout.h"
#include "codegen/instance/TypeColumns.h"
#include "codegen/units/SharedState.h"

#include <map>
#include <memory>

namespace wasmc {

class FunctionEmitter;

class ProgramInstance final : public ProgramAccess {
public:
  using Instances = std::vector<std::unique_ptr<ProgramInstance>>;

  // `earlier` holds the instances of the modules before this one. `fixedMemory` says which memory of the program gets the constant
  // base, if any. `perThread`: each thread has an instance, so that all state but memories is thread-local. Borrows all.
  ProgramInstance(Context &context, const ProgramInput &input, size_t moduleIndex, const ImportMap &imports,
                  const TableUses &tableUses, std::optional<Definition> fixedMemory, bool perThread, const Instances &earlier);

  // Emits what must happen at run time before the module's code may run, its start function included; describes its memories and
  // tables in `parts`.
  llvm::Function *initialize(RuntimeLayout::ProgramParts &parts);

  // Gives tables their initial contents. Code that a growable one needs goes to `prepare`, which runs before every initialize().
  void settleTables(Builder &prepare, RuntimeLayout::ProgramParts &parts);

  // Emits what gives back, at the end of a thread, what settleTables() made it bring up. Only if perThread.
  void releaseTables(Builder &builder);

  // What of the instance's own state may refer to objects, once all functions are emitted.
  void findRoots(Builder &builder, std::vector<Root> &roots);

  // Emits the body of every function that the module defines.
  Result<void> emitFunctions();

  // In place of emitFunctions(), where units of code have the bodies: what these refer to.
  void defineFor(const BodyFacts &facts);
  // Makes visible to units what defineFor() and the steps before have defined, and describes it.
  ProgramState share(const BodyFacts &facts);

  // The module's exports as abi::ProgramExports::Entry. Once tables are settled.
  std::vector<llvm::Constant *> describeExports();

  // Calls a function of the type [] -> [] for the runtime, which keeps the budget in memory.
  llvm::CallBase *callFromRuntime(Builder &builder, uint32_t index);

  llvm::Function *code(uint32_t index) override { return functions[index]; }
  const TypeColumn *typeColumn(uint32_t table, uint32_t type) override;

private:
  struct TableState : TablePlace {
    bool growable = false;
    // The initial elements as far as they are known at compile time; behind its end they are null.
    std::vector<llvm::Constant *> contents;
    bool contentsKnown = true;           // until a segment turns up whose place or elements are found at run time only
    std::optional<TypeColumns> columns;  // where frozen
  };
  // What is in an element segment.
  struct Elements {
    std::vector<llvm::Constant *> known;                 // null in the places of the others
    std::vector<std::pair<size_t, llvm::Value *>> late;  // found when the instance comes up
  };
  llvm::Constant *functionRecord(uint32_t index) override;
  void declareFunctions();
  std::string functionSymbol(uint32_t index) const;
  llvm::Function *declareImportedFunction(uint32_t index);
  void emitHostCall(llvm::Function *thunk, const FuncType &type, const HostFunction &host);
  void declareMemories();
  void declareTables();
  void declareGlobals();
  llvm::GlobalVariable *tagObject(uint32_t index) override;
  // The instance that provides an import, which must be a definition.
  ProgramInstance &provider(uint32_t import, uint32_t &index) const;
  MemoryPlace &memory(uint32_t index) override;
  TableState &table(uint32_t index) override;
  GlobalPlace &global(uint32_t index) override;
  SegmentPlace &dataSegment(uint32_t index) override;
  SegmentPlace &elementSegment(uint32_t index) override { return elementSegments[index]; }
  llvm::GlobalVariable *arguments() override;
  llvm::GlobalVariable *callerMemory();
  // Whether the instance brings the memory up: its own, or one that the program provides.
  bool ownsMemory(uint32_t index) const;
  // A variable of the instance.
  llvm::GlobalVariable *createState(llvm::Constant *initializer, const std::string &name);
  std::string symbol(llvm::StringRef kind, uint32_t index) const;

  void initializeGlobals(FunctionEmitter &emitter);
  void fillTables(FunctionEmitter &emitter);
  void initializeTables(FunctionEmitter &emitter);
  void initializeData(FunctionEmitter &emitter, RuntimeLayout::ProgramParts &parts);
  bool guestRunsBefore(uint32_t table) const;
  Elements evaluateElements(FunctionEmitter &emitter, const ElementSegment &segment);
  void storeLate(FunctionEmitter &emitter, const Elements &elements, llvm::Value *array);
  bool placeElements(FunctionEmitter &emitter, const ElementSegment &segment, const Elements &elements, TableState &target);
  void copyElements(FunctionEmitter &emitter, uint32_t segment, const Elements &elements);
  bool placeData(FunctionEmitter &emitter, RuntimeLayout::ProgramParts &parts);
  llvm::Value *elementValue(FunctionEmitter &emitter, const ElementSegment &segment, size_t i);
  void buildElementArray(FunctionEmitter &emitter, uint32_t segment, const Elements &elements);
  void freeze(TableState &state, uint64_t size, uint32_t index);
  llvm::Constant *address(ExternKind kind, uint32_t index);

  const ProgramInput &input;
  size_t moduleIndex;
  const ImportMap &imports;
  const TableUses &tableUses;
  std::optional<Definition> fixedMemory;
  const bool perThread;
  const Instances &earlier;
  RuntimeLayout layout;

  FunctionNames names;
  std::vector<llvm::Function *> functions;
  std::vector<llvm::GlobalVariable *> funcRefs;
  llvm::GlobalVariable *argumentsVariable = nullptr;  // created when code first asks for it
  std::vector<MemoryPlace> memories;
  std::vector<TableState> tables;
  std::vector<GlobalPlace> globals;
  std::vector<llvm::GlobalVariable *> tags;                 // abi::Tags, created when code first asks for them
  std::vector<SegmentPlace> dataSegments, elementSegments;  // the former created when code first asks for them
};

}  // namespace wasmc
