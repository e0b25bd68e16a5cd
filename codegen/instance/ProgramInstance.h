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
#include "codegen/instance/InstanceModel.h"
#include "codegen/instance/RuntimeLayout.h"
#include "codegen/instance/TypeColumns.h"

#include <map>
#include <memory>

namespace wasmc {

class FunctionEmitter;

class ProgramInstance final : public InstanceModel {
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

  // The module's exports as abi::ProgramExports::Entry. Once tables are settled.
  std::vector<llvm::Constant *> describeExports();

  // The machine's function.
  llvm::Function *code(uint32_t index) const { return functions[index]; }

  // Calls a function of the type [] -> [] for the runtime, which keeps the budget in memory.
  llvm::CallBase *callFromRuntime(Builder &builder, uint32_t index);

  Callee function(Builder &, uint32_t index) override { return {functions[index], nullptr}; }
  llvm::Value *funcRef(Builder &, uint32_t index) override { return funcRef(index); }
  llvm::Value *argumentsBuffer(Builder &builder) override;
  llvm::Value *self(Builder &) override { return nullptr; }
  llvm::Value *allocationRegion(Builder &) override { return context.hasThreads ? nullptr : context.objects.allocationRegion(); }
  llvm::Constant *globalConstant(uint32_t index) override;
  llvm::Value *globalAddress(Builder &builder, uint32_t index) override;
  llvm::Value *memoryObject(Builder &builder, uint32_t index) override;
  llvm::Value *memoryBase(Builder &builder, uint32_t index) override;
  llvm::Value *memorySize(Builder &builder, uint32_t index) override;
  llvm::Value *tableObject(Builder &builder, uint32_t index) override;
  llvm::Value *tableElements(Builder &builder, uint32_t index) override;
  llvm::Value *tableSize(Builder &builder, uint32_t index) override;
  const FrozenTable *frozenTable(uint32_t index) override;
  const TypeColumn *typeColumn(uint32_t table, uint32_t type) override;
  llvm::Value *tag(Builder &, uint32_t index) override { return tag(index); }
  llvm::Value *dataBytes(uint32_t index) override;
  llvm::Value *dataSizeAddress(Builder &builder, uint32_t index) override;
  llvm::Value *elementArray(Builder &builder, uint32_t index) override;
  llvm::Value *elementSizeAddress(Builder &builder, uint32_t index) override;

private:
  struct MemoryState {
    llvm::GlobalVariable *object = nullptr;  // abi::Memory
    bool fixedBase = false;
  };
  struct GlobalState {
    llvm::GlobalVariable *variable = nullptr;
    llvm::Constant *known = nullptr;
  };
  struct TableState {
    llvm::GlobalVariable *object = nullptr;  // abi::Table; none for storage of each thread's own, of which it has no address
    bool growable = false;
    llvm::GlobalVariable *storage = nullptr;  // of the elements, unless growable
    // The initial elements as far as they are known at compile time; behind its end they are null.
    std::vector<llvm::Constant *> contents;
    bool contentsKnown = true;  // until a segment turns up whose place or elements are found at run time only
    std::optional<FrozenTable> frozen;
    std::optional<TypeColumns> columns;  // where frozen
  };
  // What is in an element segment.
  struct Elements {
    std::vector<llvm::Constant *> known;                 // null in the places of the others
    std::vector<std::pair<size_t, llvm::Value *>> late;  // found when the instance comes up
  };
  // What a module's segments become: created when code first asks for them.
  struct SegmentState {
    llvm::GlobalVariable *contents = nullptr;
    llvm::GlobalVariable *size = nullptr;
  };

  llvm::Constant *funcRef(uint32_t index);
  void declareFunctions();
  llvm::Function *declareImportedFunction(uint32_t index);
  void emitHostCall(llvm::Function *thunk, const FuncType &type, const HostFunction &host);
  void declareMemories();
  void declareTables();
  void declareGlobals();
  llvm::GlobalVariable *tag(uint32_t index);
  // The instance that provides an import, which must be a definition.
  ProgramInstance &provider(uint32_t import, uint32_t &index) const;
  MemoryState &memory(uint32_t index);
  TableState &table(uint32_t index);
  GlobalState &global(uint32_t index);
  llvm::GlobalVariable *callerMemory();
  // Whether the instance brings the memory up: its own, or one that the program provides.
  bool ownsMemory(uint32_t index) const;
  // A variable of the instance, and its address at run time.
  llvm::GlobalVariable *createState(llvm::Constant *initializer, const std::string &name);
  static llvm::Value *stateAddress(Builder &builder, llvm::GlobalVariable *variable);
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
  SegmentState &dataSegment(uint32_t index);
  llvm::Constant *address(ExternKind kind, uint32_t index);

  Context &context;
  const ProgramInput &input;
  size_t moduleIndex;
  const Module &module;
  const ImportMap &imports;
  const TableUses &tableUses;
  std::optional<Definition> fixedMemory;
  const bool perThread;
  const Instances &earlier;
  RuntimeLayout layout;

  FunctionNames names;
  std::vector<llvm::Function *> functions;
  std::vector<llvm::GlobalVariable *> funcRefs;
  llvm::GlobalVariable *arguments = nullptr;  // argumentsBuffer(), created when code first asks for it
  std::vector<MemoryState> memories;
  std::vector<TableState> tables;
  std::vector<GlobalState> globals;
  std::vector<llvm::GlobalVariable *> tags;  // abi::Tags, created when code first asks for them
  std::vector<SegmentState> dataSegments, elementSegments;
};

}  // namespace wasmc
