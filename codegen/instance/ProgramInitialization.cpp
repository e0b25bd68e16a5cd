// What happens when an instance of an executable comes up (specification, 4.5.4: instantiation): at compile time where everything
// is known, else in code that runs before the program's entry.
#include "codegen/Builtins.h"
#include "codegen/FunctionEmitter.h"
#include "codegen/analysis/MemoryImage.h"
#include "codegen/instance/ProgramInstance.h"
#include "frontend/ConstExpr.h"

#include <fmt/format.h>

namespace wasmc {
namespace {

// What the runtime moves into memories: a segment of its own in the executable, writable as a memory is (tools/common/Layout.ld).
constexpr const char *imageSection = "wasmc_images";

// Whether [start, start + count) lies within size.
bool fits(uint64_t start, uint64_t count, uint64_t size) { return count <= size && start <= size - count; }

// In bytes; where 64 bits do not suffice, there is no such memory to be had.
uint64_t initialSize(const MemoryType &type) {
  uint64_t min = type.limits.min;
  return min > UINT64_MAX >> type.pageSizeLog2 ? UINT64_MAX : min << type.pageSizeLog2;
}

}  // namespace

llvm::Function *ProgramInstance::initialize(RuntimeLayout::ProgramParts &parts) {
  llvm::Function *function = context.createGuestFunction(llvm::FunctionType::get(context.voidType, false),
                                                         fmt::format("module{}.instantiate", moduleIndex), "(instantiation)");
  llvm::BasicBlock::Create(context.ir.getContext(), "", function);
  FunctionEmitter emitter(context, module, *this, function);
  initializeGlobals(emitter);
  fillTables(emitter);
  initializeTables(emitter);
  initializeData(emitter, parts);
  if (module.start)
    callFromRuntime(emitter.builder, *module.start);
  emitter.builder.CreateRetVoid();
  return function;
}

llvm::CallBase *ProgramInstance::callFromRuntime(Builder &builder, uint32_t index) {
  FunctionSignature signature(context, module.functionType(index));
  return signature.emitEntryCall(builder, nullptr, {functions[index], nullptr}, {}, {}, {});
}

void ProgramInstance::initializeGlobals(FunctionEmitter &emitter) {
  for (uint32_t i = 0; i < globals.size(); ++i) {
    if (module.globals[i].import)
      continue;
    llvm::Value *value = emitter.evaluate(module.globals[i].initializer);
    auto *constant = llvm::dyn_cast<llvm::Constant>(value);
    if (!constant) {
      emitter.storeTagged(value, globalAddress(emitter.builder, i), context.globalTag);
      continue;
    }
    globals[i].variable->setInitializer(constant);
    if (!module.globals[i].type.isMutable)
      globals[i].known = constant;
  }
}

// --- Tables

llvm::Value *ProgramInstance::elementValue(FunctionEmitter &emitter, const ElementSegment &segment, size_t i) {
  if (auto *indices = std::get_if<std::vector<uint32_t>>(&segment.elements))
    return functionRecord((*indices)[i]);
  return emitter.evaluate(std::get<std::vector<ConstExpr>>(segment.elements)[i]);
}

ProgramInstance::Elements ProgramInstance::evaluateElements(FunctionEmitter &emitter, const ElementSegment &segment) {
  Elements elements{std::vector<llvm::Constant *>(segment.size(), llvm::ConstantPointerNull::get(context.ptr)), {}};
  for (size_t i = 0; i < segment.size(); ++i) {
    llvm::Value *value = elementValue(emitter, segment, i);
    if (auto *constant = llvm::dyn_cast<llvm::Constant>(value))
      elements.known[i] = constant;
    else
      elements.late.emplace_back(i, value);
  }
  return elements;
}

void ProgramInstance::storeLate(FunctionEmitter &emitter, const Elements &elements, llvm::Value *array) {
  for (auto &[i, value] : elements.late)
    emitter.storeTagged(value, emitter.builder.CreateConstInBoundsGEP1_64(context.ptr, array, i), context.tableTag);
}

// What table.init can copy from: nothing of segments that are not passive, which count as dropped (specification, 4.5.4).
void ProgramInstance::buildElementArray(FunctionEmitter &emitter, uint32_t index, const Elements &elements) {
  auto *array = llvm::ConstantArray::get(llvm::ArrayType::get(context.ptr, elements.known.size()), elements.known);
  SegmentPlace &state = elementSegments[index];
  state.contents =
      elements.late.empty() ? context.createData(array, true, symbol("elem", index)) : createState(array, symbol("elem", index));
  state.size = createState(llvm::ConstantInt::get(context.i64, elements.known.size()), symbol("elemsize", index));
  storeLate(emitter, elements, elementArray(emitter.builder, index));
}

// Of tables with an initializer, all elements begin with its value.
void ProgramInstance::fillTables(FunctionEmitter &emitter) {
  for (uint32_t i = 0; i < tables.size(); ++i) {
    const Table &table = module.tables[i];
    if (!table.initializer)
      continue;
    llvm::Value *value = emitter.evaluate(*table.initializer);
    auto *constant = llvm::dyn_cast<llvm::Constant>(value);
    if (constant && !tables[i].growable) {
      tables[i].contents.assign(table.type.limits.min, constant);
      continue;
    }
    tables[i].contentsKnown = false;
    emitter.fillTable(i, value);
  }
}

void ProgramInstance::initializeTables(FunctionEmitter &emitter) {
  for (uint32_t i = 0; i < module.elements.size(); ++i) {
    const ElementSegment &segment = module.elements[i];
    bool isPassive = segment.mode == SegmentMode::Passive;
    buildElementArray(emitter, i, isPassive ? evaluateElements(emitter, segment) : Elements());
    if (segment.mode != SegmentMode::Active)
      continue;
    Elements elements = evaluateElements(emitter, segment);
    if (!placeElements(emitter, segment, elements, table(segment.table)))
      copyElements(emitter, i, elements);
  }
}

// Code of earlier modules sees tables as they are before this module's segments, unless there is none that runs so early.
bool ProgramInstance::guestRunsBefore(uint32_t table) const {
  size_t first = tableDefinition(input, imports, moduleIndex, table).module;
  return std::any_of(input.modules.begin() + static_cast<ptrdiff_t>(first),
                     input.modules.begin() + static_cast<ptrdiff_t>(moduleIndex),
                     [](const InputModule &earlier) { return earlier.module.start || earlier.module.findExport("_initialize"); });
}

// At compile time; false when something about the segment is not known or it does not fit.
bool ProgramInstance::placeElements(FunctionEmitter &emitter, const ElementSegment &segment, const Elements &elements,
                                    TableState &target) {
  auto *offset = llvm::dyn_cast<llvm::ConstantInt>(emitter.evaluate(segment.offset));
  uint64_t start = offset ? offset->getZExtValue() : 0, size = module.tables[segment.table].type.limits.min;
  if (!target.contentsKnown || guestRunsBefore(segment.table) || !offset || !fits(start, segment.size(), size) ||
      !elements.late.empty()) {
    target.contentsKnown = false;
    return false;
  }
  if (target.contents.size() < start + segment.size())
    target.contents.resize(start + segment.size(), llvm::ConstantPointerNull::get(context.ptr));
  std::ranges::copy(elements.known, target.contents.begin() + static_cast<ptrdiff_t>(start));
  return true;
}

// At run time.
void ProgramInstance::copyElements(FunctionEmitter &emitter, uint32_t index, const Elements &elements) {
  const ElementSegment &segment = module.elements[index];
  Builder &b = emitter.builder;
  llvm::Value *start = emitter.extend(emitter.evaluate(segment.offset));
  emitter.checkRange(start, b.getInt64(segment.size()), tableSize(b, segment.table), TrapCode::OutOfBoundsTable);
  llvm::Value *target = b.CreateGEP(context.ptr, tableElements(b, segment.table), start);
  auto *known = llvm::ConstantArray::get(llvm::ArrayType::get(context.ptr, segment.size()), elements.known);
  b.CreateMemCpy(target, llvm::MaybeAlign(8), context.createData(known, true, symbol("elem", index)), llvm::MaybeAlign(8),
                 segment.size() * sizeof(void *));
  storeLate(emitter, elements, target);
}

void ProgramInstance::settleTables(Builder &prepare, RuntimeLayout::ProgramParts &parts) {
  for (uint32_t i = 0; i < tables.size(); ++i) {
    TableState &state = tables[i];
    if (module.tables[i].import)
      continue;
    const Limits &limits = module.tables[i].type.limits;
    if (!state.growable)
      state.contents.resize(limits.min, llvm::ConstantPointerNull::get(context.ptr));
    llvm::Constant *contents = llvm::ConstantArray::get(llvm::ArrayType::get(context.ptr, state.contents.size()), state.contents);
    if (state.storage) {
      state.storage->setInitializer(contents);
      if (state.contentsKnown && tableUses[moduleIndex][i].isFrozen())
        freeze(state, limits.min, i);
      continue;
    }
    uint64_t max = limits.max.value_or(UINT64_MAX);
    if (perThread)
      prepare.CreateCall(builtin(context.ir, Builtin::table_bring_up),
                         {tableObject(prepare, i), prepare.getInt64(limits.min), prepare.getInt64(max)});
    else
      parts.tables.push_back(layout.tableDesc(state.object, limits.min, max));
    if (!state.contents.empty())  // not through tableElements(), which is only good once the table is up
      prepare.CreateMemCpy(prepare.CreateLoad(context.ptr, tableObject(prepare, i)), llvm::MaybeAlign(8),
                           context.createData(contents, true, symbol("contents", i)), llvm::MaybeAlign(8),
                           state.contents.size() * sizeof(void *));
  }
}

void ProgramInstance::releaseTables(Builder &builder) {
  for (uint32_t i = 0; i < tables.size(); ++i)
    if (tables[i].growable)
      builder.CreateCall(builtin(context.ir, Builtin::table_release), {tableObject(builder, i)});
}

void ProgramInstance::findRoots(Builder &builder, std::vector<Root> &roots) {
  for (uint32_t i = 0; i < globals.size(); ++i)
    if (!module.globals[i].import && mayBeObject(module, module.globals[i].type.type))
      roots.push_back({stateAddress(builder, globals[i].variable), 1});
  for (uint32_t i = 0; i < tables.size(); ++i) {
    if (module.tables[i].import || !mayBeObject(module, module.tables[i].type.element))
      continue;
    if (tables[i].storage)
      roots.push_back({stateAddress(builder, tables[i].storage), module.tables[i].type.limits.min});
    else
      roots.push_back({.table = tableObject(builder, i)});
  }
  for (uint32_t i = 0; i < elementSegments.size(); ++i)
    if (!elementSegments[i].contents->isConstant() && mayBeObject(module, module.elements[i].type))
      roots.push_back({.slots = elementArray(builder, i), .currentCount = elementSizeAddress(builder, i)});
  if (argumentsVariable)
    roots.push_back(argumentsRoot(stateAddress(builder, argumentsVariable), maxArgumentSlots(context, module)));
}

void ProgramInstance::freeze(TableState &state, uint64_t size, uint32_t index) {
  std::vector<llvm::Constant *> code, types;
  std::vector<TableElement> elements;
  for (llvm::Constant *element : state.contents) {
    auto *record = llvm::dyn_cast<llvm::GlobalVariable>(element);  // else null
    llvm::Constant *funcRef = record ? record->getInitializer() : layout.funcRef(llvm::ConstantPointerNull::get(context.ptr), 0);
    code.push_back(funcRef->getAggregateElement(0u));
    uint64_t type = llvm::cast<llvm::ConstantInt>(funcRef->getAggregateElement(1u))->getZExtValue();
    types.push_back(llvm::ConstantInt::get(context.i32, type));
    elements.push_back({code.back(), static_cast<uint32_t>(type)});
  }
  auto column = [&](llvm::Type *type, const std::vector<llvm::Constant *> &cells, const char *kind) {
    return context.createData(llvm::ConstantArray::get(llvm::ArrayType::get(type, size), cells), true, symbol(kind, index));
  };
  state.frozen = FrozenTable{column(context.ptr, code, "tablecode"), column(context.i32, types, "tabletypes"), size};
  state.columns.emplace(std::move(elements), symbol("table", index));
}

// --- Data

void ProgramInstance::initializeData(FunctionEmitter &emitter, RuntimeLayout::ProgramParts &parts) {
  for (uint32_t i = 0; i < memories.size(); ++i) {
    if (!ownsMemory(i))
      continue;
    uint64_t base = memories[i].fixedBase ? abi::fixedMemoryBase : 0;
    parts.memories.push_back(layout.memoryDesc(memories[i].object, module.memories[i].type, base));
  }
  if (placeData(emitter, parts))
    return;
  for (uint32_t i = 0; i < module.data.size(); ++i)
    if (module.data[i].mode == SegmentMode::Active)
      emitter.initializeMemory(i);
}

// As images in the file; false, with nothing placed, when a segment's place is not known, is not this module's own memory, or does
// not fit: then all are copied at run time, in order. So they are where each thread's instance copies them again.
bool ProgramInstance::placeData(FunctionEmitter &emitter, RuntimeLayout::ProgramParts &parts) {
  if (perThread)
    return false;
  std::vector<std::vector<PlacedBytes>> placed(memories.size());
  for (const DataSegment &segment : module.data) {
    if (segment.mode != SegmentMode::Active)
      continue;
    auto *offset = llvm::dyn_cast<llvm::ConstantInt>(emitter.evaluate(segment.offset));
    const Memory &target = module.memories[segment.memory];
    if (!offset || !ownsMemory(segment.memory) || !fits(offset->getZExtValue(), segment.bytes.size(), initialSize(target.type)))
      return false;
    placed[segment.memory].push_back({offset->getZExtValue(), segment.bytes});
  }
  for (uint32_t i = 0; i < placed.size(); ++i)
    for (const ImagePiece &piece : buildMemoryImage(placed[i])) {
      auto *contents = llvm::ConstantDataArray::get(context.ir.getContext(), piece.bytes);
      llvm::GlobalVariable *bytes = context.createData(contents, !piece.mappable, symbol("image", i));
      if (piece.mappable) {
        bytes->setAlignment(llvm::Align(abi::imageAlignment));
        bytes->setSection(imageSection);
      }
      parts.images.push_back(layout.imageDesc(memories[i].object, piece.offset, bytes, piece.bytes.size()));
    }
  return true;
}

}  // namespace wasmc
