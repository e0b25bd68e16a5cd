// The steps of a compilation.
#include "codegen/Codegen.h"

#include "codegen/Builtins.h"
#include "codegen/Context.h"
#include "codegen/Effort.h"
#include "codegen/ObjectWriter.h"
#include "codegen/Pipeline.h"
#include "codegen/Profile.h"
#include "codegen/analysis/ExceptionUse.h"
#include "codegen/analysis/LastPage.h"
#include "codegen/analysis/TableUse.h"
#include "codegen/analysis/ThreadUse.h"
#include "codegen/instance/LibraryInstance.h"
#include "codegen/instance/ModuleLayout.h"
#include "codegen/instance/ProgramInstance.h"
#include "codegen/memory/MemoryAccess.h"

#include <algorithm>
#include <fmt/format.h>
#include <llvm/IR/Verifier.h>
#include <memory>

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

// Every body: what is wrong with a module is known before anything is emitted.
std::expected<std::vector<BodyFacts>, ModuleError> checkModules(const std::vector<InputModule> &modules) {
  std::vector<BodyFacts> facts;
  for (size_t m = 0; m < modules.size(); ++m) {
    Result<BodyFacts> found = scanBodies(modules[m].module);
    if (!found)
      return std::unexpected(ModuleError{m, found.error()});
    facts.push_back(std::move(*found));
  }
  return facts;
}

GuestConvention conventionFor(const std::vector<BodyFacts> &facts) {
  bool tailCalls = std::ranges::any_of(facts, [](const BodyFacts &module) { return module.hasTailCall; });
  bool exceptions = std::ranges::any_of(facts, [](const BodyFacts &module) { return module.hasExceptions; });
  return {.id = tailCalls ? llvm::CallingConv::Tail : llvm::CallingConv::C, .mayThrow = exceptions};
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

class ProgramEmitter {
public:
  ProgramEmitter(Context &context, const ProgramInput &input, const ImportMap &imports, const TableUses &tableUses,
                 std::optional<ThreadUse> threads)
      : context(context), input(input), threads(threads), layout(context) {
    std::optional<Definition> fixedMemory = chooseFixedMemory(input, imports, context.options);
    for (size_t m = 0; m < input.modules.size(); ++m)
      instances.push_back(std::make_unique<ProgramInstance>(context, input, m, imports, tableUses, fixedMemory,
                                                            /*perThread=*/threads.has_value(), instances));
  }

  std::expected<void, ModuleError> run() {
    if (context.options.countFuel)
      parts.fuel = context.fuel = context.createData(llvm::ConstantInt::get(context.i64, 0), false, "fuel");
    if (auto done = emitRun(); !done)
      return done;
    for (size_t m = 0; m < instances.size(); ++m)
      if (auto done = instances[m]->emitFunctions(); !done)
        return std::unexpected(ModuleError{m, done.error()});
    defineRoots();
    for (const std::string &word : input.policyWords) {
      parts.policy += word;
      parts.policy += '\0';
    }
    if (input.exportsForHost)
      ModuleLayout(context).defineProgramExports(instances.back()->describeExports());
    if (!threads && !input.exportsForHost)
      context.soleEntry = parts.run;
    layout.defineProgram(parts);
    return {};
  }

private:
  // Program::run: tables, then each module's instantiation and entry point.
  std::expected<void, ModuleError> emitRun() {
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
  static void callStep(Builder &builder, llvm::Function *step, llvm::ArrayRef<llvm::Value *> arguments) {
    llvm::CallInst *call = builder.CreateCall(step, arguments);
    call->setCallingConv(step->getCallingConv());
    call->setIsNoInline();
  }

  // Shows the collector what refers to objects, if there is a collector: that is known when all code has been emitted.
  void defineRoots() {
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

  llvm::GlobalVariable *createRootSet(size_t roots) {
    auto *type = llvm::ArrayType::get(context.i64, rootSetSize(roots) / sizeof(uint64_t));
    llvm::GlobalVariable *set = context.createData(llvm::Constant::getNullValue(type), false, "roots");
    if (threads)
      set->setThreadLocalMode(llvm::GlobalVariable::LocalExecTLSModel);
    return set;
  }

  // What brings up the tables of the running thread's instance.
  llvm::Function *emitThreadTables() {
    llvm::Function *function = context.createGuestFunction(llvm::FunctionType::get(context.voidType, false),  //
                                                           "program.tables", "(tables)");
    Builder builder(llvm::BasicBlock::Create(context.ir.getContext(), "", function));
    enterScope(builder, *function);
    instances.back()->settleTables(builder, parts);
    builder.CreateRetVoid();
    return function;
  }

  // Program::runThread: `steps`, then the entry for threads.
  void emitRunThread(std::initializer_list<llvm::Function *> steps) {
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

  Context &context;
  const ProgramInput &input;
  const std::optional<ThreadUse> threads;
  RuntimeLayout layout;
  RuntimeLayout::ProgramParts parts;
  ProgramInstance::Instances instances;
  llvm::Function *addRoots = nullptr, *removeRoots = nullptr;  // of the running thread's instance; the latter with threads only
};

// Independent modules: nothing is known of one while another is compiled but its types.
std::expected<void, ModuleError> emitLibrary(Context &context, const LibraryInput &input, const std::vector<BodyFacts> &facts) {
  bool mayHostThrow = std::ranges::any_of(input.modules, [](const InputModule &each) { return !each.module.tags.empty(); });
  context.objects.areAllocated = context.collectsExceptions && mayHostThrow;
  std::vector<std::unique_ptr<LibraryInstance>> instances;
  for (size_t m = 0; m < input.modules.size(); ++m) {
    instances.push_back(std::make_unique<LibraryInstance>(context, input.modules[m], m, facts[m].tables));
    instances.back()->initialize();
    if (auto done = instances.back()->emitFunctions(); !done)
      return std::unexpected(ModuleError{m, done.error()});
  }
  std::vector<llvm::Constant *> descriptions;
  for (auto &instance : instances) {
    instance->defineRoots(context.objects.areAllocated);
    descriptions.push_back(instance->describe());
  }
  llvm::GlobalVariable *objects = context.objects.areAllocated ? defineObjectTypes(context) : nullptr;
  ModuleLayout(context).defineLibrary(descriptions, objects);
  return {};
}

CompileStatistics countEmitted(const Context &context) {
  CompileStatistics statistics;
  for (const llvm::Function &function : context.ir) {
    if (function.isDeclaration())
      continue;
    ++statistics.functions;
    statistics.instructions += function.getInstructionCount();
    if (Effort effort = effortOf(function); effort != Effort::Full)
      statistics.large.push_back({function.getName().str(), function.getInstructionCount(), effort != Effort::Least});
  }
  return statistics;
}

// From emitting IR into a new Context to what was asked for.
template <typename Emit>
std::expected<CompiledProgram, ModuleError> compile(const CodegenOptions &options, const CodegenOutputs &outputs,
                                                    GuestConvention convention, const CanonicalTypes &types, Emit emit) {
  const Target &target = Target::get(options.target);
  CodegenOptions affordable = options;
  std::unique_ptr<llvm::TargetMachine> machine = target.createMachine(options);
  llvm::LLVMContext llvmContext;
  Context context(llvmContext, affordable, target, convention, types);
  context.ir.setDataLayout(machine->createDataLayout());
  if (outputs.object && !options.strip)  // IR and assembly for reading have no use for it
    context.debugInfo.emplace(context.ir);
  if (std::expected<void, ModuleError> done = emit(context); !done)
    return std::unexpected(done.error());
  if (llvm::verifyModule(context.ir, &llvm::errs()))
    llvm::report_fatal_error("the emitted IR is not well-formed");
  CompileStatistics statistics = countEmitted(context);
  // Parts of LLVM look at every function of a module, whatever its attributes, in ways that take minutes for some.
  if (!llvm::all_of(statistics.large, [](const LargeFunction &function) { return function.isOptimized; })) {
    affordable.level = OptLevel::O0;
    machine = target.createMachine(affordable);
  }
  statistics.level = affordable.level;
  Profile profile(context);
  optimize(context, *machine, profile);
  CompiledProgram program = writeOutputs(context, *machine, outputs);
  program.profileWarning = profile.warning();
  program.statistics = std::move(statistics);
  return program;
}

}  // namespace

std::expected<CompiledProgram, ModuleError> compileProgram(const ProgramInput &input, const CodegenOptions &options,
                                                           const CodegenOutputs &outputs) {
  auto facts = checkModules(input.modules);
  if (!facts)
    return std::unexpected(facts.error());
  CanonicalTypes types(input.modules);
  auto imports = resolveImports(input, types, options.allowUndefined);
  if (!imports)
    return std::unexpected(imports.error());
  auto threads = findThreadUse(input, *imports, options.countFuel);
  if (!threads)
    return std::unexpected(threads.error());
  TableUses tableUses = joinTableUses(input, *imports, *facts);
  GuestConvention convention = conventionFor(*facts);
  convention.countsFuel = options.countFuel;
  return compile(options, outputs, convention, types, [&](Context &context) {
    context.hasThreads = threads->has_value();
    context.collectsExceptions = needCollector(input.modules);
    context.lastPageIsClosed = llvm::none_of(
        input.modules, [](const InputModule &each) { return canCoverLastPage(each.module, /*importsAreKnown=*/true); });
    return ProgramEmitter(context, input, *imports, tableUses, *threads).run();
  });
}

std::expected<CompiledProgram, ModuleError> compileLibrary(const LibraryInput &input, const CodegenOptions &options,
                                                           const CodegenOutputs &outputs) {
  auto facts = checkModules(input.modules);
  if (!facts)
    return std::unexpected(facts.error());
  if (auto done = refuseThreads(input); !done)
    return std::unexpected(done.error());
  GuestConvention convention = conventionFor(*facts);
  convention.passesInstance = true;
  convention.countsFuel = options.countFuel;
  CanonicalTypes types(input.modules);
  return compile(options, outputs, convention, types, [&](Context &context) {
    context.lastPageIsClosed = llvm::none_of(
        input.modules, [](const InputModule &each) { return canCoverLastPage(each.module, /*importsAreKnown=*/false); });
    context.collectsExceptions = needCollector(input.modules);
    return emitLibrary(context, input, *facts);
  });
}

}  // namespace wasmc
