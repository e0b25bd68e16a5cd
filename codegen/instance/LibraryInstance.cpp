// Declarations; what happens at instantiation is in LibraryInitialization.cpp.
#include "codegen/instance/LibraryInstance.h"

#include "codegen/FunctionEmitter.h"

#include <fmt/format.h>

namespace wasmc {

LibraryInstance::LibraryInstance(Context &context, const InputModule &input, const LibraryLayout &layout, size_t moduleIndex,
                                 const std::vector<TableUse> &tableUses)
    : LibraryAccess(context, input.module, layout), importName(input.importName), moduleIndex(moduleIndex), runtime(context),
      initialGlobals(module.globals.size()), knownGlobals(module.globals.size()), tableUses(tableUses),
      columns(module.tables.size()), dataContents(module.data.size()) {
  FunctionNames names(module);
  auto size = llvm::Attribute::getWithDereferenceableBytes(context.ir.getContext(), layout.size());
  for (uint32_t i = 0; i < module.functions.size(); ++i) {
    functions.push_back(nullptr);
    if (module.functions[i].import)
      continue;
    FunctionSignature signature(context, module.functionType(i));
    functions[i] = context.symbols ? signature.declareFunction(context, context.symbols->symbol({moduleIndex, i}))
                                   : signature.createFunction(context, names.symbol(i), names.display(i));
    instanceParameter(*functions[i])->addAttr(size);  // so that loads of invariant fields may leave loops
  }
}

std::string LibraryInstance::symbol(llvm::StringRef kind, uint32_t index) const {
  return fmt::format("module{}.{}{}", moduleIndex, std::string_view(kind), index);
}

Result<void> LibraryInstance::emitFunctions() { return emitBodies(context, module, *this, functions); }

const TypeColumn *LibraryInstance::typeColumn(uint32_t table, uint32_t type) {
  if (!columns[table] || !context.options.techniques.typeColumns)
    return nullptr;
  return columns[table]->find(context, module, *this, type);
}

llvm::GlobalVariable *LibraryInstance::dataBytes(uint32_t index) {
  llvm::GlobalVariable *&contents = dataContents[index];
  if (!contents) {
    std::span<const uint8_t> bytes = module.data[index].bytes;
    auto *constant = llvm::ConstantDataArray::get(context.ir.getContext(), llvm::ArrayRef(bytes.data(), bytes.size()));
    contents = context.createData(constant, true, symbol("data", index));
  }
  return contents;
}

// --- For units of code (codegen/units)

void LibraryInstance::defineFor(const BodyFacts &facts) {
  for (const IndirectCall &call : facts.indirectCalls)
    typeColumn(call.table, context.types.number(module, call.type));
  for (uint32_t segment : facts.usedData)
    dataBytes(segment);
  context.objects.areAllocated |= facts.makesObjects || (facts.throws && context.collectsExceptions);
}

LibraryState LibraryInstance::share(const BodyFacts &facts) {
  LibraryState state;
  for (llvm::Constant *known : knownGlobals)
    state.globals.push_back(SharedConstant::share(known));
  for (const std::optional<TypeColumns> &table : columns)
    state.columns.push_back(table ? table->share(*context.symbols) : SharedColumns());
  for (uint32_t segment : facts.usedData)
    state.data.emplace(segment, SharedVariable::share(*dataBytes(segment)));
  return state;
}

}  // namespace wasmc
