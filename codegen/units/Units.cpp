#include "codegen/units/Units.h"

#include "codegen/CompileObserver.h"
#include "codegen/FunctionEmitter.h"
#include "codegen/units/JoinObjects.h"

#include <algorithm>
#include <llvm/Support/ThreadPool.h>
#include <mutex>
#include <numeric>

namespace wasmc {
namespace {

// Up to here a module is one unit: LLVM then sees all of it.
constexpr uint64_t wholeSize = 128 << 10;  // bytes of bodies
// Small enough for many threads, and for their memory, and to recompile little after a change. What it costs is in README.md.
constexpr uint64_t usualUnitSize = 48 << 10;

uint64_t bodyBytes(const std::vector<InputModule> &modules) {
  uint64_t bytes = 0;
  for (const InputModule &input : modules)
    for (const Function &function : input.module.functions)
      bytes += function.body.bytes.size();
  return bytes;
}

// The functions whose code or address the state uses.
std::vector<FunctionId> findRoots(const Context &state) {
  std::vector<FunctionId> roots;
  for (const llvm::Function &function : state.ir)
    if (std::optional<FunctionId> id = state.symbols->find(function.getName()); id && !function.use_empty())
      roots.push_back(*id);
  return roots;
}

// Code that the state has for imported functions.
void shareThunks(Context &state, const UnitPlan &plan) {
  for (llvm::Function &function : state.ir)
    if (std::optional<FunctionId> id = state.symbols->find(function.getName());
        id && !function.isDeclaration() && plan.isShared(*id))
      share(function);
}

// Emits the functions of a unit of the plan.
void emitUnit(Context &context, const UnitPlan &plan, const UnitModel &model, size_t number) {
  const Unit &unit = plan.units[number];
  PhaseTimer timer(context.options.observer, Phase::Emit);
  UnitAccess access = model.open(context, plan, unit.module);
  std::vector<std::pair<uint32_t, llvm::Function *>> functions;
  for (uint32_t index : unit.functions)
    functions.emplace_back(index, access.functions->define({unit.module, index}));
  for (uint32_t index : plan.inlinable[number])
    functions.emplace_back(index, access.functions->defineInlinable({unit.module, index}));
  const std::vector<KnownBody> &known = plan.knownBodies[unit.module];
  for (auto [index, function] : functions)
    if (!emitBody(context, plan.moduleOf(unit), *access.instance, index, known[index], *function))
      llvm_unreachable("bodies have been validated");
}

// Counts what is done, for an observer, which may be null.
class ProgressCounter {
public:
  ProgressCounter(CompileObserver *observer, const std::vector<Unit> &units) : observer(observer) {
    for (const Unit &unit : units) {
      progress.allFunctions += unit.functions.size();
      progress.allBytes += unit.bytes;
    }
  }

  void add(const Unit &unit) {
    if (!observer)
      return;
    std::scoped_lock lock(mutex);
    progress.functions += unit.functions.size();
    progress.bytes += unit.bytes;
    observer->advanced(progress);
  }

private:
  CompileObserver *observer;
  std::mutex mutex;
  CompileObserver::Progress progress{};
};

void add(CompileStatistics &sum, const CompileStatistics &unit) {
  sum.units += unit.units;
  sum.reducedUnits += unit.reducedUnits;
  sum.functions += unit.functions;
  sum.instructions += unit.instructions;
  sum.large.insert(sum.large.end(), unit.large.begin(), unit.large.end());
}

// The largest first: the last ones to be finished are small.
std::vector<size_t> orderOfWork(const std::vector<Unit> &units) {
  std::vector<size_t> order(units.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::sort(order, {}, [&](size_t unit) { return std::pair(UINT64_MAX - units[unit].bytes, unit); });
  return order;
}

// What `finish` makes of the IR of each unit, the state's first. It is called from several threads.
template <typename Result>
std::expected<std::vector<Result>, ModuleError> forEachUnit(const Setup &setup, const std::vector<InputModule> &modules,
                                                            const std::vector<BodyFacts> &facts, const MakeEmitter &makeEmitter,
                                                            Result (*finish)(UnitIr &ir)) {
  const CodegenOptions &options = setup.options;
  FunctionSymbols symbols(modules);
  Setup unitSetup = setup;
  unitSetup.symbols = &symbols;
  auto state = std::make_unique<UnitIr>(unitSetup, !options.strip);
  std::unique_ptr<ModelEmitter> emitter = makeEmitter(state->context);
  if (auto done = emitter->emit(); !done)
    return std::unexpected(done.error());
  std::vector<FunctionId> roots = findRoots(state->context);
  CallGraph graph(modules, facts, [&](FunctionId import) { return emitter->provider(import); }, roots);
  UnitPlan plan(modules, symbols, graph, roots,
                partition(modules, graph, symbols, options.unitSize ? options.unitSize : usualUnitSize), options);
  shareThunks(state->context, plan);
  std::unique_ptr<UnitModel> model = emitter->share();

  std::vector<Result> results(1 + plan.units.size());
  ProgressCounter progress(options.observer, plan.units);
  llvm::DefaultThreadPool pool(llvm::hardware_concurrency(options.threads));
  pool.async([&] {
    results[0] = finish(*state);
    state.reset();
  });
  for (size_t i : orderOfWork(plan.units))
    pool.async([&, i] {
      UnitIr ir(unitSetup, !options.strip);
      emitUnit(ir.context, plan, *model, i);
      results[1 + i] = finish(ir);
      progress.add(plan.units[i]);
    });
  pool.wait();
  return results;
}

}  // namespace

bool hasSeveralUnits(const std::vector<InputModule> &modules, const CodegenOptions &options, const CodegenOutputs &outputs) {
  bool isForReading = outputs.assembly || outputs.llvmIr || outputs.llvmBitcode;
  bool isProfiled = options.pgoInstrument || !options.profile.empty();
  return !isForReading && !isProfiled && (options.unitSize > 0 || bodyBytes(modules) > wholeSize);
}

std::expected<CompiledProgram, ModuleError> compileUnits(const Setup &setup, const std::vector<InputModule> &modules,
                                                         const std::vector<BodyFacts> &facts, const MakeEmitter &makeEmitter) {
  auto parts =
      forEachUnit<CompiledProgram>(setup, modules, facts, makeEmitter, [](UnitIr &ir) { return ir.compile({.object = true}); });
  if (!parts)
    return std::unexpected(parts.error());
  PhaseTimer timer(setup.options.observer, Phase::Link);
  CompiledProgram program;
  std::vector<std::string> objects;
  for (CompiledProgram &part : *parts) {
    add(program.statistics, part.statistics);
    objects.push_back(std::move(part.object));
  }
  auto joined = joinObjects(objects);
  if (!joined)
    return std::unexpected(ModuleError{modules.size() - 1, {0, "units of code can't be joined: " + joined.error()}});
  program.object = *std::move(joined);
  return program;
}

std::expected<std::vector<SeparateUnit>, ModuleError> saveUnits(const Setup &setup, const std::vector<InputModule> &modules,
                                                                const std::vector<BodyFacts> &facts,
                                                                const MakeEmitter &makeEmitter) {
  return forEachUnit<SeparateUnit>(setup, modules, facts, makeEmitter, [](UnitIr &ir) { return ir.save(); });
}

}  // namespace wasmc
