#include "codegen/units/ProgramUnit.h"

namespace wasmc {
namespace {

// The place that `make` makes when it is asked for first.
template <typename Place, typename Make> const Place &find(std::map<uint32_t, Place> &places, uint32_t index, Make make) {
  auto place = places.find(index);
  return place != places.end() ? place->second : places.emplace(index, make()).first->second;
}

llvm::GlobalVariable *declare(Context &context, const std::optional<SharedVariable> &variable) {
  return variable ? variable->declare(context) : nullptr;
}

}  // namespace

const ProgramAccess::MemoryPlace &ProgramUnit::memory(uint32_t index) {
  const ProgramState::Memory &shared = state.memories[index];
  return find(memories, index, [&] { return MemoryPlace{shared.object.declare(context), shared.fixedBase}; });
}

const ProgramAccess::GlobalPlace &ProgramUnit::global(uint32_t index) {
  const ProgramState::Global &shared = state.globals[index];
  return find(globals, index, [&] {
    return GlobalPlace{shared.variable.declare(context),
                       shared.known ? shared.known->in(context, module.globals[index].type.type) : nullptr};
  });
}

const ProgramAccess::TablePlace &ProgramUnit::table(uint32_t index) {
  const ProgramState::Table &shared = state.tables[index];
  return find(tables, index, [&] {
    TablePlace place{declare(context, shared.object), declare(context, shared.storage), shared.size, std::nullopt};
    if (shared.frozen)
      place.frozen = FrozenTable{shared.frozen->code.declare(context), shared.frozen->types.declare(context), shared.frozen->size};
    return place;
  });
}

const TypeColumn *ProgramUnit::typeColumn(uint32_t table, uint32_t type) {
  return columns.find(context, functions, state.tables[table].columns, type);
}

const ProgramAccess::SegmentPlace &ProgramUnit::dataSegment(uint32_t index) {
  const ProgramState::Segment &shared = state.data.at(index);
  return find(data, index, [&] { return SegmentPlace{shared.contents.declare(context), shared.size.declare(context)}; });
}

const ProgramAccess::SegmentPlace &ProgramUnit::elementSegment(uint32_t index) {
  const ProgramState::Segment &shared = state.elements[index];
  return find(elements, index, [&] { return SegmentPlace{shared.contents.declare(context), shared.size.declare(context)}; });
}

}  // namespace wasmc
