#include "codegen/instance/LibraryEmitter.h"

#include "codegen/instance/ModuleLayout.h"
#include "codegen/units/LibraryUnit.h"

#include <algorithm>

namespace wasmc {
namespace {

// How units of code reach a library's state.
class LibraryModel final : public UnitModel {
public:
  LibraryModel(std::vector<LibraryState> modules, std::shared_ptr<const std::deque<LibraryLayout>> layouts)
      : modules(std::move(modules)), layouts(std::move(layouts)) {}

  UnitAccess open(Context &context, const UnitPlan &plan, size_t module) const override {
    const LibraryLayout &layout = (*layouts)[module];
    auto functions = std::make_unique<UnitFunctions>(context, plan, layout.size());
    auto instance = std::make_unique<LibraryUnit>(context, plan, module, layout, modules[module], *functions);
    return {std::move(functions), std::move(instance)};
  }

private:
  const std::vector<LibraryState> modules;
  const std::shared_ptr<const std::deque<LibraryLayout>> layouts;
};

}  // namespace

LibraryEmitter::LibraryEmitter(Context &context, const LibraryInput &input, const std::vector<BodyFacts> &facts)
    : context(context), input(input), facts(facts), layouts(std::make_shared<std::deque<LibraryLayout>>()) {}

std::expected<void, ModuleError> LibraryEmitter::emit() {
  bool mayHostThrow = std::ranges::any_of(input.modules, [](const InputModule &each) { return !each.module.tags.empty(); });
  context.objects.areAllocated = context.collectsExceptions && mayHostThrow;
  for (size_t m = 0; m < input.modules.size(); ++m) {
    const LibraryLayout &layout = layouts->emplace_back(context, input.modules[m].module);
    instances.push_back(std::make_unique<LibraryInstance>(context, input.modules[m], layout, m, facts[m].tables));
    instances.back()->initialize();
    if (context.symbols)
      instances.back()->defineFor(facts[m]);
    else if (auto done = instances.back()->emitFunctions(); !done)
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

std::unique_ptr<UnitModel> LibraryEmitter::share() {
  std::vector<LibraryState> modules;
  for (size_t m = 0; m < instances.size(); ++m)
    modules.push_back(instances[m]->share(facts[m]));
  return std::make_unique<LibraryModel>(std::move(modules), layouts);
}

}  // namespace wasmc
