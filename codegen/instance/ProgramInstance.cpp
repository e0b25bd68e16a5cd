// Declarations and access to state; what happens at instantiation is in ProgramInitialization.cpp.
#include "codegen/instance/ProgramInstance.h"

#include "codegen/FunctionEmitter.h"
#include "codegen/instance/ModuleLayout.h"

#include <fmt/format.h>

namespace wasmc {
namespace {

// Tables beyond this many elements are left to the runtime, which reserves address space instead of file or image size.
constexpr uint64_t maxStaticTable = 1 << 20;
// Of thread-local variables each thread gets a copy, and AArch64 reaches 16 MiB of them.
constexpr uint64_t maxThreadLocalTable = 1 << 10;

}  // namespace

ProgramInstance::ProgramInstance(Context &context, const ProgramInput &input, size_t moduleIndex, const ImportMap &imports,
                                 const TableUses &tableUses, std::optional<Definition> fixedMemory, bool perThread,
                                 const Instances &earlier)
    : ProgramAccess(context, input.modules[moduleIndex].module), input(input), moduleIndex(moduleIndex), imports(imports),
      tableUses(tableUses), fixedMemory(fixedMemory), perThread(perThread), earlier(earlier), layout(context), names(module) {
  declareMemories();  // host calls refer to them
  declareFunctions();
  declareTables();
  declareGlobals();
  tags.resize(module.tags.size());
  dataSegments.resize(module.data.size());
  elementSegments.resize(module.elements.size());
}

// Names are for people and debuggers only: everything is local to the object.
std::string ProgramInstance::symbol(llvm::StringRef kind, uint32_t index) const {
  return fmt::format("module{}.{}{}", moduleIndex, std::string_view(kind), index);
}

ProgramInstance &ProgramInstance::provider(uint32_t import, uint32_t &index) const {
  const Definition &definition = std::get<Definition>(imports[moduleIndex][import]);
  index = definition.index;
  return *earlier[definition.module];
}

llvm::GlobalVariable *ProgramInstance::createState(llvm::Constant *initializer, const std::string &name) {
  llvm::GlobalVariable *variable = context.createData(initializer, false, name);
  if (perThread)
    variable->setThreadLocalMode(llvm::GlobalVariable::LocalExecTLSModel);
  return variable;
}

// --- Functions

void ProgramInstance::declareFunctions() {
  funcRefs.resize(module.functions.size());
  for (uint32_t i = 0; i < module.functions.size(); ++i) {
    if (module.functions[i].import) {
      functions.push_back(declareImportedFunction(i));
      continue;
    }
    FunctionSignature signature(context, module.functionType(i));
    functions.push_back(context.symbols ? signature.declareFunction(context, functionSymbol(i))
                                        : signature.createFunction(context, functionSymbol(i), names.display(i)));
  }
}

std::string ProgramInstance::functionSymbol(uint32_t index) const {
  return context.symbols ? context.symbols->symbol({moduleIndex, index}).str() : names.symbol(index);
}

llvm::Function *ProgramInstance::declareImportedFunction(uint32_t index) {
  uint32_t import = *module.functions[index].import;
  const Provider &provided = imports[moduleIndex][import];
  if (auto *definition = std::get_if<Definition>(&provided))
    return earlier[definition->module]->code(definition->index);
  FunctionSignature signature(context, module.functionType(index));
  llvm::Function *thunk = signature.createFunction(context, functionSymbol(index), names.display(index));
  if (auto *host = std::get_if<HostFunction>(&provided)) {
    emitHostCall(thunk, module.functionType(index), *host);
  } else {
    llvm::BasicBlock::Create(context.ir.getContext(), "", thunk);
    FunctionEmitter(context, module, *this, thunk).trap(TrapCode::UndefinedImport);
  }
  return thunk;
}

// Puts the caller's memory before the Wasm arguments. The host's functions have the C convention.
void ProgramInstance::emitHostCall(llvm::Function *thunk, const FuncType &type, const HostFunction &host) {
  Builder builder(llvm::BasicBlock::Create(context.ir.getContext(), "", thunk));
  enterScope(builder, *thunk);
  FunctionSignature signature(context, type);
  std::vector<llvm::Type *> parameters{context.ptr};
  std::vector<llvm::Value *> arguments{callerMemory()};
  for (size_t i = 0; i < type.parameters.size(); ++i) {
    arguments.push_back(signature.parameter(builder, *thunk, i));
    parameters.push_back(arguments.back()->getType());
  }
  llvm::Type *result = type.results.empty() ? context.voidType : context.type(type.results[0]);  // of WASI's there is one at most
  llvm::FunctionCallee callee = context.ir.getOrInsertFunction(host.symbol, llvm::FunctionType::get(result, parameters, false));
  llvm::cast<llvm::Function>(callee.getCallee())->setDoesNotThrow();
  llvm::cast<llvm::Function>(callee.getCallee())->setVisibility(llvm::GlobalValue::HiddenVisibility);
  llvm::Value *call = builder.CreateCall(callee, arguments);
  signature.emitReturn(builder, *thunk, {&call, type.results.size()}, signature.fuel(*thunk));
}

llvm::GlobalVariable *ProgramInstance::arguments() {
  if (!argumentsVariable) {
    auto *type = llvm::ArrayType::get(context.i8, maxArgumentSlots(context, module) * sizeof(abi::Value));
    argumentsVariable = createState(llvm::Constant::getNullValue(type), fmt::format("module{}.arguments", moduleIndex));
    argumentsVariable->setAlignment(llvm::Align(sizeof(abi::Value)));
  }
  return argumentsVariable;
}

llvm::Constant *ProgramInstance::functionRecord(uint32_t index) {
  if (auto import = module.functions[index].import; import && std::holds_alternative<Definition>(imports[moduleIndex][*import])) {
    uint32_t provided;
    return provider(*import, provided).functionRecord(provided);  // its type may be a subtype of the one that is imported
  }
  llvm::GlobalVariable *&record = funcRefs[index];
  if (!record)
    record =
        context.createData(layout.funcRef(functions[index], context.types.numberOf(module, index)), true, symbol("funcref", index));
  return record;
}

// --- Exports for a host

llvm::Constant *ProgramInstance::address(ExternKind kind, uint32_t index) {
  switch (kind) {
  case ExternKind::Func: return functionRecord(index);
  case ExternKind::Table: return table(index).object;
  case ExternKind::Memory: return memory(index).object;
  case ExternKind::Global: return global(index).variable;
  case ExternKind::Tag: return tagObject(index);
  }
  llvm_unreachable("no other kind");
}

std::vector<llvm::Constant *> ProgramInstance::describeExports() {
  std::vector<llvm::Constant *> entries;
  ModuleLayout descriptions(context);
  for (const Export &entry : module.exports) {
    llvm::Constant *type = context.createData(descriptions.externType(module, entry.kind, entry.index), true, "externtype");
    entries.push_back(descriptions.exportDesc(entry.name, type, address(entry.kind, entry.index)));
  }
  return entries;
}

// --- Memories

void ProgramInstance::declareMemories() {
  memories.resize(module.memories.size());
  for (uint32_t i = 0; i < memories.size(); ++i) {
    if (!ownsMemory(i))
      continue;
    memories[i].object = context.createData(layout.memory(), false, symbol("memory", i));
    memories[i].fixedBase = fixedMemory && fixedMemory->module == moduleIndex && fixedMemory->index == i;
  }
}

bool ProgramInstance::ownsMemory(uint32_t index) const {
  auto import = module.memories[index].import;
  auto *shared = import ? std::get_if<SharedMemory>(&imports[moduleIndex][*import]) : nullptr;
  return !import || (shared && shared->index == index);
}

ProgramInstance::MemoryPlace &ProgramInstance::memory(uint32_t index) {
  if (auto import = module.memories[index].import) {
    if (auto *shared = std::get_if<SharedMemory>(&imports[moduleIndex][*import]))
      return memories[shared->index];
    uint32_t provided;
    ProgramInstance &owner = provider(*import, provided);
    return owner.memory(provided);
  }
  return memories[index];
}

// WASI works on the memory that the module exports under this name (WASI application ABI).
llvm::GlobalVariable *ProgramInstance::callerMemory() {
  uint32_t index = 0;
  if (const Export *exported = module.findExport("memory"); exported && exported->kind == ExternKind::Memory)
    index = exported->index;
  if (index < module.memories.size())
    return memory(index).object;
  const char *none = "module.nomemory";
  if (llvm::GlobalVariable *empty = context.ir.getGlobalVariable(none, true))
    return empty;
  return context.createData(layout.memory(), false, none);
}

// --- Tables

void ProgramInstance::declareTables() {
  tables.resize(module.tables.size());
  for (uint32_t i = 0; i < tables.size(); ++i) {
    if (module.tables[i].import)
      continue;
    uint64_t size = module.tables[i].type.limits.min;
    const TableUse &use = tableUses[moduleIndex][i];
    bool threadLocal = perThread && !use.isFrozen();
    tables[i].growable = use.grown || size > (threadLocal ? maxThreadLocalTable : maxStaticTable);
    if (tables[i].growable) {
      tables[i].object = createState(layout.growableTable(), symbol("table", i));
      continue;
    }
    tables[i].size = size;
    llvm::Constant *null = llvm::Constant::getNullValue(llvm::ArrayType::get(context.ptr, size));
    if (threadLocal) {
      tables[i].storage = createState(null, symbol("elements", i));
    } else {
      // Frozen, even if each thread has one: its contents are known, or else the first instantiation ends in a trap.
      tables[i].storage = context.createData(null, false, symbol("elements", i));
      tables[i].object = context.createData(layout.fixedTable(tables[i].storage, size), false, symbol("table", i));
    }
  }
}

ProgramInstance::TableState &ProgramInstance::table(uint32_t index) {
  if (auto import = module.tables[index].import) {
    uint32_t provided;
    ProgramInstance &owner = provider(*import, provided);
    return owner.table(provided);
  }
  return tables[index];
}

const TypeColumn *ProgramInstance::typeColumn(uint32_t table, uint32_t number) {
  TableState &state = this->table(table);
  if (!state.columns || !context.options.techniques.typeColumns)
    return nullptr;
  return state.columns->find(context, module, *this, number);
}

// --- Globals

void ProgramInstance::declareGlobals() {
  globals.resize(module.globals.size());
  for (uint32_t i = 0; i < globals.size(); ++i)
    if (!module.globals[i].import)
      globals[i].variable =
          createState(llvm::Constant::getNullValue(context.type(module.globals[i].type.type)), symbol("global", i));
}

ProgramInstance::GlobalPlace &ProgramInstance::global(uint32_t index) {
  if (auto import = module.globals[index].import) {
    uint32_t provided;
    ProgramInstance &owner = provider(*import, provided);
    return owner.global(provided);
  }
  return globals[index];
}

// --- Tags

llvm::GlobalVariable *ProgramInstance::tagObject(uint32_t index) {
  if (auto import = module.tags[index].import) {
    uint32_t provided;
    ProgramInstance &owner = provider(*import, provided);
    return owner.tagObject(provided);
  }
  if (!tags[index])
    tags[index] = context.createData(ModuleLayout(context).tag(module, index), true, symbol("tag", index));
  return tags[index];
}

// --- Segments

ProgramInstance::SegmentPlace &ProgramInstance::dataSegment(uint32_t index) {
  SegmentPlace &state = dataSegments[index];
  if (!state.contents) {
    const DataSegment &segment = module.data[index];
    llvm::StringRef bytes(reinterpret_cast<const char *>(segment.bytes.data()), segment.bytes.size());
    state.contents =
        context.createData(llvm::ConstantDataArray::getString(context.ir.getContext(), bytes, false), true, symbol("data", index));
    // Active segments count as dropped once they have been copied (specification, 4.5.3).
    uint64_t size = segment.mode == SegmentMode::Passive ? bytes.size() : 0;
    state.size = createState(llvm::ConstantInt::get(context.i64, size), symbol("datasize", index));
  }
  return state;
}

Result<void> ProgramInstance::emitFunctions() { return emitBodies(context, module, *this, functions); }

}  // namespace wasmc
