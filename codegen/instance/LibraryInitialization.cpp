// How an instance of a library comes up (specification, 4.5.4: instantiation): what is known at compile time is in the image that
// it begins as, the rest is code. Segments are placed in order, so that what precedes one that does not fit is visible after its
// trap.
#include "codegen/FunctionEmitter.h"
#include "codegen/instance/LibraryInstance.h"
#include "frontend/ConstExpr.h"

#include <fmt/format.h>

namespace wasmc {

void LibraryInstance::initialize() {
  initializer = context.createGuestFunction(llvm::FunctionType::get(context.voidType, {context.ptr}, false),
                                            fmt::format("module{}.initialize", moduleIndex), "(instantiation)");
  initializer->getArg(0)->setName("instance");
  llvm::BasicBlock::Create(context.ir.getContext(), "", initializer);
  FunctionEmitter emitter(context, module, *this, initializer);
  addRoots = context.createFunction(initializer->getFunctionType(), fmt::format("module{}.addRoots", moduleIndex));
  emitter.builder.CreateCall(addRoots, {initializer->getArg(0)});
  initializeGlobals(emitter);
  for (uint32_t i = 0; i < module.tables.size(); ++i)
    if (const std::optional<ConstExpr> &initializer = module.tables[i].initializer)
      emitter.fillTable(i, emitter.evaluate(*initializer));
  std::vector<llvm::Value *> starts;
  for (uint32_t i = 0; i < module.elements.size(); ++i)
    starts.push_back(initializeElements(emitter, i));
  freezeTables(starts);
  for (uint32_t i = 0; i < module.data.size(); ++i)
    if (module.data[i].mode == SegmentMode::Active)
      emitter.initializeMemory(i);
  Builder &b = emitter.builder;
  if (module.start)
    FunctionSignature(context, module.functionType(*module.start))
        .emitEntryCall(b, at(b, 0), function(b, *module.start), {}, {}, {});
  b.CreateRetVoid();
}

llvm::SmallVector<Root, 4> LibraryInstance::findRoots(Builder &builder) const {
  llvm::SmallVector<Root, 4> roots;
  if (layout.objectGlobalCount)
    roots.push_back({at(builder, layout.objectGlobals), layout.objectGlobalCount});
  for (uint32_t i = 0; i < module.tables.size(); ++i)
    if (!module.tables[i].import && mayBeObject(module, module.tables[i].type.element))
      roots.push_back({.table = at(builder, layout.table(i))});
  for (uint32_t i = 0; i < module.elements.size(); ++i)
    if (const ElementSegment &segment = module.elements[i];
        segment.mode == SegmentMode::Passive && mayBeObject(module, segment.type))
      roots.push_back({.slots = at(builder, layout.elementArray(i)), .currentCount = at(builder, layout.elementSize(i))});
  if (layout.argumentSlots)
    roots.push_back(argumentsRoot(at(builder, layout.arguments), layout.argumentSlots));
  return roots;
}

void LibraryInstance::defineRoots(bool areObjects) {
  Builder builder(llvm::BasicBlock::Create(context.ir.getContext(), "", addRoots));
  llvm::SmallVector<Root, 4> roots = findRoots(builder);
  hasRoots = areObjects && !roots.empty();
  if (hasRoots)
    emitAddRoots(context, builder, at(builder, layout.roots), roots);
  builder.CreateRetVoid();
}

void LibraryInstance::initializeGlobals(FunctionEmitter &emitter) {
  for (uint32_t i = 0; i < module.globals.size(); ++i) {
    const Global &global = module.globals[i];
    if (global.import)
      continue;
    llvm::Value *value = emitter.evaluate(global.initializer);
    initialGlobals[i] = llvm::dyn_cast<llvm::Constant>(value);
    if (!initialGlobals[i])
      emitter.storeTagged(value, globalAddress(emitter.builder, i), context.globalTag);
    else if (!global.type.isMutable)
      knownGlobals[i] = initialGlobals[i];
  }
}

// Whether the module's own active segments are all that ever changes the table.
bool LibraryInstance::isPrivate(uint32_t table) const {
  const Table &declared = module.tables[table];
  bool isExported = std::ranges::any_of(module.exports,
                                        [&](const Export &each) { return each.kind == ExternKind::Table && each.index == table; });
  return !declared.import && !declared.initializer && !isExported && !tableUses[table].written && !tableUses[table].grown;
}

// Whether instantiation cannot fail at an active segment that begins at `start`.
bool LibraryInstance::fits(const ElementSegment &segment, llvm::Value *start) const {
  const Table &table = module.tables[segment.table];
  auto *offset = llvm::dyn_cast<llvm::ConstantInt>(start);
  uint64_t size = table.type.limits.min;
  return !table.import && offset && segment.size() <= size && offset->getZExtValue() <= size - segment.size();
}

// Puts a segment's functions into the contents of its table, from `start` on; forgets those if not all of them are the instance's own.
void LibraryInstance::placeElements(const ElementSegment &segment, uint64_t start, std::vector<TableElement> &contents) const {
  const auto *indices = std::get_if<std::vector<uint32_t>>(&segment.elements);
  if (!indices || std::ranges::any_of(*indices, [&](uint32_t function) { return !functions[function]; }))
    return contents.clear();
  for (uint64_t i = 0; i < indices->size(); ++i)
    contents[start + i] = {functions[(*indices)[i]], static_cast<uint32_t>(context.types.numberOf(module, (*indices)[i]))};
}

// Only where no segment can fail: then no code of the instance runs before its tables are what they will be. `starts` is where each
// segment begins, if it is active. Tables with few elements, since a short module can declare many.
void LibraryInstance::freezeTables(std::span<llvm::Value *const> starts) {
  constexpr uint64_t mostElements = 1 << 12, mostOfAllTables = 1 << 16;
  std::vector<std::vector<TableElement>> contents(module.tables.size());  // empty: not frozen
  std::vector<bool> isSeen(module.tables.size());
  uint64_t total = 0;
  for (size_t i = 0; i < starts.size(); ++i) {
    const ElementSegment &segment = module.elements[i];
    if (segment.mode != SegmentMode::Active)
      continue;
    if (!fits(segment, starts[i]))
      return;
    std::vector<TableElement> &elements = contents[segment.table];
    uint64_t size = module.tables[segment.table].type.limits.min;
    if (!isSeen[segment.table] && isPrivate(segment.table) && size <= mostElements && size <= mostOfAllTables - total) {
      elements.resize(size);
      total += size;
    }
    isSeen[segment.table] = true;
    if (!elements.empty())
      placeElements(segment, llvm::cast<llvm::ConstantInt>(starts[i])->getZExtValue(), elements);
  }
  for (uint32_t i = 0; i < contents.size(); ++i)
    if (!contents[i].empty())
      columns[i].emplace(std::move(contents[i]), symbol("table", i));
}

// Where an active segment begins; else null.
llvm::Value *LibraryInstance::initializeElements(FunctionEmitter &emitter, uint32_t index) {
  const ElementSegment &segment = module.elements[index];
  Builder &b = emitter.builder;
  if (segment.mode == SegmentMode::Passive)
    storeElements(emitter, index, elementArray(b, index));
  if (segment.mode != SegmentMode::Active)
    return nullptr;
  llvm::Value *start = emitter.extend(emitter.evaluate(segment.offset));
  emitter.checkRange(start, b.getInt64(segment.size()), tableSize(b, segment.table), TrapCode::OutOfBoundsTable);
  storeElements(emitter, index, b.CreateGEP(context.ptr, tableElements(b, segment.table), start));
  return start;
}

void LibraryInstance::storeElements(FunctionEmitter &emitter, uint32_t index, llvm::Value *target) {
  auto *expressions = std::get_if<std::vector<ConstExpr>>(&module.elements[index].elements);
  if (!expressions)
    return storeFunctions(emitter, index, target);
  Builder &b = emitter.builder;
  for (size_t i = 0; i < expressions->size(); ++i)
    emitter.storeTagged(emitter.evaluate((*expressions)[i]), b.CreateConstInBoundsGEP1_64(context.ptr, target, i),
                        context.tableTag);
}

// A loop over a constant array that says where in the instance the references are: a table of virtual functions may be long.
void LibraryInstance::storeFunctions(FunctionEmitter &emitter, uint32_t index, llvm::Value *target) {
  std::vector<uint32_t> places;
  for (uint32_t function : std::get<std::vector<uint32_t>>(module.elements[index].elements))
    places.push_back(static_cast<uint32_t>(layout.funcRef(function)));
  if (places.empty())
    return;
  llvm::Constant *table =
      context.createData(llvm::ConstantDataArray::get(context.ir.getContext(), places), true, symbol("elem", index));
  Builder &b = emitter.builder;
  llvm::BasicBlock *before = b.GetInsertBlock();
  llvm::BasicBlock *loop = llvm::BasicBlock::Create(context.ir.getContext(), "elements", initializer);
  llvm::BasicBlock *done = llvm::BasicBlock::Create(context.ir.getContext(), "", initializer);
  b.CreateBr(loop);
  b.SetInsertPoint(loop);
  llvm::PHINode *i = b.CreatePHI(context.i64, 2);
  i->addIncoming(b.getInt64(0), before);
  llvm::Value *place = b.CreateZExt(b.CreateLoad(context.i32, b.CreateGEP(context.i32, table, i)), context.i64);
  emitter.storeTagged(b.CreateGEP(context.i8, at(b, 0), place), b.CreateGEP(context.ptr, target, i), context.tableTag);
  llvm::Value *next = b.CreateAdd(i, b.getInt64(1));
  i->addIncoming(next, loop);
  b.CreateCondBr(b.CreateICmpEQ(next, b.getInt64(places.size())), done, loop);
  b.SetInsertPoint(done);
}

}  // namespace wasmc
