#include "codegen/instance/ProgramEmitter.h"

#include "codegen/Builtins.h"
#include "codegen/instance/ModuleLayout.h"
#include "codegen/memory/MemoryAccess.h"
#include "codegen/units/ProgramUnit.h"

#include <fmt/format.h>

namespace wasmc {
namespace {

// The main module's memory 0 gets the constant base if guard pages bound it.
std::optional<Definition> chooseFixedMemory(const ProgramInput &input, const ImportMap &imports, const CodegenOptions &options) {
  size_t main = input.modules.size() - 1;
  const Module &module = input.modules[main].module;
  if (module.memories.empty() || !hasGuard(options.bounds, module.memories[0].type))
    return std::nullopt;
  auto import = module.memories[0].import;
  auto *definition = import ? std::get_if<Definition>(&imports[main][*import]) : nullptr;
  return definition ? *definition : Definition{main, 0};  // defined there, or provided by the program
}

// The function that the environment calls once a module has been instantiated (WASI application ABI: commands and reactors).
Result<std::optional<uint32_t>> entryPoint(const InputModule &input, bool isMain) {
  const Module &module = input.module;
  for (std::string_view name : {"_start", "_initialize"}) {
    const Export *entry = module.findExport(name);
    if (!entry || (!isMain && name == "_start"))
      continue;
    if (entry->kind != ExternKind::Func || module.functionType(entry->index) != FuncType{})
      return failure(0, fmt::format("export \"{}\" is not a function of type {}", name, toString(FuncType{})));
    return entry->index;
  }
  if (isMain && !module.start)
    return failure(
        0, "nothing to run: the module exports neither \"_start\" (a command) nor \"_initialize\" and has no start function");
  return std::nullopt;
}

// How units of code reach a program's state.
class ProgramModel final : public UnitModel {
public:
  ProgramModel(std::vector<ProgramState> modules, std::optional<SharedVariable> fuel)
      : modules(std::move(modules)), fuel(std::move(fuel)) {}

  UnitAccess open(Context &context, const UnitPlan &plan, size_t module) const override {
    if (fuel)
      context.fuel = fuel->declare(context);
    auto functions = std::make_unique<UnitFunctions>(context, plan);
    auto instance = std::make_unique<ProgramUnit>(context, plan, module, modules[module], *functions);
    return {std::move(functions), std::move(instance)};
  }

private:
  const std::vector<ProgramState> modules;
  const std::optional<SharedVariable> fuel;
};

}  // namespace

ProgramEmitter::ProgramEmitter(Context &context, const ProgramInput &input, const ImportMap &imports,
                               const std::vector<BodyFacts> &facts, const TableUses &tableUses, std::optional<ThreadUse> threads)
    : context(context), input(input), imports(imports), facts(facts), threads(threads), layout(context) {
  std::optional<Definition> fixedMemory = chooseFixedMemory(input, imports, context.options);
  for (size_t m = 0; m < input.modules.size(); ++m)
    instances.push_back(std::make_unique<ProgramInstance>(context, input, m, imports, tableUses, fixedMemory,
                                                          /*perThread=*/threads.has_value(), instances));
}

std::expected<void, ModuleError> ProgramEmitter::emit() {
  if (context.options.countFuel)
    parts.fuel = context.fuel = context.createData(llvm::ConstantInt::get(context.i64, 0), false, "fuel");
  if (auto done = emitRun(); !done)
    return done;
  if (auto done = emitCode(); !done)
    return done;
  defineRoots();
  for (const std::string &word : input.policyWords) {
    parts.policy += word;
    parts.policy += '\0';
  }
  if (input.exportsForHost)
    ModuleLayout(context).defineProgramExports(instances.back()->describeExports());
  if (!context.symbols && !threads && !input.exportsForHost)
    context.soleEntry = parts.run;
  layout.defineProgram(parts);
  return {};
}

// The functions' bodies, or, where units of code have these, what they refer to.
std::expected<void, ModuleError> ProgramEmitter::emitCode() {
  for (size_t m = 0; m < instances.size(); ++m) {
    if (context.symbols)
      instances[m]->defineFor(facts[m]);
    else if (auto done = instances[m]->emitFunctions(); !done)
      return std::unexpected(ModuleError{m, done.error()});
  }
  return {};
}

FunctionId ProgramEmitter::provider(FunctionId import) const {
  uint32_t number = *input.modules[import.module].module.functions[import.index].import;
  auto *definition = std::get_if<Definition>(&imports[import.module][number]);
  return definition ? FunctionId{definition->module, definition->index} : import;
}

std::unique_ptr<UnitModel> ProgramEmitter::share() {
  std::vector<ProgramState> modules;
  for (size_t m = 0; m < instances.size(); ++m)
    modules.push_back(instances[m]->share(facts[m]));
  std::optional<SharedVariable> fuel;
  if (context.fuel)
    fuel = SharedVariable::share(*context.fuel);
  return std::make_unique<ProgramModel>(std::move(modules), std::move(fuel));
}

// Program::run: tables, then each module's instantiation and entry point.
std::expected<void, ModuleError> ProgramEmitter::emitRun() {
  parts.run = context.createGuestFunction(llvm::FunctionType::get(context.voidType, false), "program.run", "(program)");
  Builder builder(llvm::BasicBlock::Create(context.ir.getContext(), "", parts.run));
  enterScope(builder, *parts.run);
  addRoots = context.createFunction(llvm::FunctionType::get(context.voidType, false), "program.addRoots");
  builder.CreateCall(addRoots);
  struct Step {
    ProgramInstance *instance;
    llvm::Function *instantiation;
    std::optional<uint32_t> entry;
  };
  std::vector<Step> steps;
  for (size_t m = 0; m < instances.size(); ++m) {
    steps.push_back({instances[m].get(), instances[m]->initialize(parts), std::nullopt});
    if (input.exportsForHost)
      continue;
    auto entry = entryPoint(input.modules[m], m + 1 == instances.size());
    if (!entry)
      return std::unexpected(ModuleError{m, entry.error()});
    steps.back().entry = *entry;
  }
  if (threads) {
    llvm::Function *tables = emitThreadTables();
    callStep(builder, tables, {});
    emitRunThread({tables, steps.front().instantiation});
  } else {
    for (auto &instance : instances)
      instance->settleTables(builder, parts);
  }
  for (const Step &step : steps) {
    callStep(builder, step.instantiation, {});
    if (step.entry)
      step.instance->callFromRuntime(builder, *step.entry)->setIsNoInline();
  }
  builder.CreateRetVoid();
  return {};
}

// Not inlined: so the entry point keeps its symbol, for debuggers, and code that takes tables for brought up stays behind what
// brings them up.
void ProgramEmitter::callStep(Builder &builder, llvm::Function *step, llvm::ArrayRef<llvm::Value *> arguments) {
  llvm::CallInst *call = builder.CreateCall(step, arguments);
  call->setCallingConv(step->getCallingConv());
  call->setIsNoInline();
}

// Shows the collector what refers to objects, if there is a collector: that is known when all code has been emitted.
void ProgramEmitter::defineRoots() {
  Builder add(llvm::BasicBlock::Create(context.ir.getContext(), "", addRoots)), remove(context.ir.getContext());
  if (removeRoots)
    remove.SetInsertPoint(llvm::BasicBlock::Create(context.ir.getContext(), "", removeRoots));
  std::vector<Root> roots;
  for (auto &instance : instances)
    instance->findRoots(add, roots);
  if (context.objects.areAllocated)
    defineObjectTypes(context);
  if (context.objects.areAllocated && !roots.empty()) {
    llvm::GlobalVariable *set = createRootSet(roots.size());
    emitAddRoots(context, add, set->isThreadLocal() ? add.CreateThreadLocalAddress(set) : static_cast<llvm::Value *>(set), roots);
    if (removeRoots)
      remove.CreateCall(builtin(context.ir, Builtin::gc_remove_roots), {remove.CreateThreadLocalAddress(set)});
  }
  add.CreateRetVoid();
  if (removeRoots)
    remove.CreateRetVoid();
}

llvm::GlobalVariable *ProgramEmitter::createRootSet(size_t roots) {
  auto *type = llvm::ArrayType::get(context.i64, rootSetSize(roots) / sizeof(uint64_t));
  llvm::GlobalVariable *set = context.createData(llvm::Constant::getNullValue(type), false, "roots");
  if (threads)
    set->setThreadLocalMode(llvm::GlobalVariable::LocalExecTLSModel);
  return set;
}

// What brings up the tables of the running thread's instance.
llvm::Function *ProgramEmitter::emitThreadTables() {
  llvm::Function *function = context.createGuestFunction(llvm::FunctionType::get(context.voidType, false),  //
                                                         "program.tables", "(tables)");
  Builder builder(llvm::BasicBlock::Create(context.ir.getContext(), "", function));
  enterScope(builder, *function);
  instances.back()->settleTables(builder, parts);
  builder.CreateRetVoid();
  return function;
}

// Program::runThread: `steps`, then the entry for threads.
void ProgramEmitter::emitRunThread(std::initializer_list<llvm::Function *> steps) {
  llvm::Function *entry = instances.back()->code(threads->entry);
  llvm::Function *function = context.createGuestFunction(
      llvm::FunctionType::get(context.voidType, {context.i32, context.i32}, false), "program.runThread", "(thread)");
  Builder builder(llvm::BasicBlock::Create(context.ir.getContext(), "", function));
  enterScope(builder, *function);
  builder.CreateCall(addRoots);
  for (llvm::Function *step : steps)
    callStep(builder, step, {});
  callStep(builder, entry, {function->getArg(0), function->getArg(1)});
  removeRoots = context.createFunction(llvm::FunctionType::get(context.voidType, false), "program.removeRoots");
  builder.CreateCall(removeRoots);
  instances.back()->releaseTables(builder);
  builder.CreateRetVoid();
  parts.runThread = function;
  parts.prepareThreads = llvm::cast<llvm::Constant>(builtin(context.ir, Builtin::prepare_threads).getCallee());
}

}  // namespace wasmc
