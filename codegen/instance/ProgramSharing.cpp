// What units of code see of an instance (codegen/units).
#include "codegen/FunctionEmitter.h"
#include "codegen/instance/ProgramInstance.h"

namespace wasmc {

void ProgramInstance::defineFor(const BodyFacts &facts) {
  for (const IndirectCall &call : facts.indirectCalls)
    typeColumn(call.table, context.types.number(module, call.type));
  for (uint32_t function : facts.referencedFunctions)
    functionRecord(function);
  for (uint32_t segment : facts.usedData)
    dataSegment(segment);
  for (uint32_t i = 0; i < tags.size() && facts.hasExceptions; ++i)
    tagObject(i);
  if (facts.hasTailCall && maxArgumentSlots(context, module) > 0)
    arguments();
  context.objects.areAllocated |= facts.makesObjects || (facts.throws && context.collectsExceptions);
}

ProgramState ProgramInstance::share(const BodyFacts &facts) {
  auto shareIf = [](llvm::GlobalVariable *variable) {
    return variable ? std::optional(SharedVariable::share(*variable)) : std::nullopt;
  };
  auto shareSegment = [](const SegmentPlace &place) {
    return ProgramState::Segment{SharedVariable::share(*place.contents), SharedVariable::share(*place.size)};
  };
  ProgramState state;
  for (uint32_t i = 0; i < memories.size(); ++i)
    state.memories.push_back({SharedVariable::share(*memory(i).object), memory(i).fixedBase});
  for (uint32_t i = 0; i < globals.size(); ++i)
    state.globals.push_back({SharedVariable::share(*global(i).variable), SharedConstant::share(global(i).known)});
  for (uint32_t i = 0; i < tables.size(); ++i) {
    const TableState &place = table(i);
    ProgramState::Table &shared = state.tables.emplace_back(shareIf(place.object), shareIf(place.storage), place.size);
    if (place.frozen)
      shared.frozen = {SharedVariable::share(*place.frozen->code), SharedVariable::share(*place.frozen->types), place.frozen->size};
    if (place.columns)
      shared.columns = place.columns->share(*context.symbols);
  }
  for (uint32_t i = 0; i < tags.size() && facts.hasExceptions; ++i)
    state.tags.push_back(SharedVariable::share(*tagObject(i)));
  for (uint32_t segment : facts.usedData)
    state.data.emplace(segment, shareSegment(dataSegment(segment)));
  for (const SegmentPlace &segment : elementSegments)
    state.elements.push_back(shareSegment(segment));
  for (uint32_t function : facts.referencedFunctions)
    state.functionRecords.emplace(function, SharedVariable::share(*llvm::cast<llvm::GlobalVariable>(functionRecord(function))));
  state.arguments = shareIf(argumentsVariable);
  return state;
}

}  // namespace wasmc
