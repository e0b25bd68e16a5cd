#include "codegen/instance/ModuleLayout.h"

#include "codegen/Signature.h"
#include "codegen/instance/FunctionNames.h"
#include "codegen/instance/TypeThunks.h"
#include "codegen/memory/MemoryAccess.h"

namespace wasmc {

// Kinds have the same numbers on both sides.
static_assert(static_cast<uint8_t>(abi::ValueKind::I32) == ValueType::I32 &&
              static_cast<uint8_t>(abi::ValueKind::V128) == ValueType::V128 &&
              static_cast<uint8_t>(abi::ValueKind::Ref) == ValueType::Ref);
static_assert(static_cast<uint8_t>(abi::ExternKind::Tag) == static_cast<uint8_t>(ExternKind::Tag));
static_assert(abi::firstTypeHeap == HeapType::firstTypeIndex);

// abi::ValueType, of a canonical type, as one number.
uint64_t ModuleLayout::valueType(const Module &module, ValueType declared) {
  ValueType type = context.types.canonical(module, declared);
  uint64_t kind = type.kind();
  if (!type.isRef())
    return kind;
  return kind | uint64_t{type.isNullable()} << 8 | uint64_t{type.heapType().raw()} << 32;
}

llvm::Constant *ModuleLayout::valueTypes(const Module &module, const ResultType &types) {
  std::vector<llvm::Constant *> values;
  for (ValueType type : types)
    values.push_back(runtime.number(valueType(module, type)));
  return runtime.array(values, "valuetypes");
}

llvm::Constant *ModuleLayout::text(std::string_view bytes) {
  auto *constant = llvm::ConstantDataArray::getString(context.ir.getContext(), {bytes.data(), bytes.size()}, false);
  return context.createData(constant, true, "name");
}

llvm::Constant *ModuleLayout::externType(const Module &module, ExternKind kind, uint32_t index) {
  uint64_t flags = 0, pageSizeLog2 = 0, function = 0, value = 0;
  Limits limits;
  auto setLimits = [&](const Limits &those, ValueType addressType) {
    limits = those;
    flags |= (those.max ? abi::hasMaximumFlag : 0u) | (addressType == ValueType::I64 ? abi::is64BitFlag : 0u);
  };
  switch (kind) {
  case ExternKind::Func: function = context.types.numberOf(module, index); break;
  case ExternKind::Tag: function = context.types.number(module, module.tags[index].typeIndex); break;
  case ExternKind::Table:
    value = valueType(module, module.tables[index].type.element);
    setLimits(module.tables[index].type.limits, module.tables[index].type.addressType);
    break;
  case ExternKind::Memory: {
    const MemoryType &type = module.memories[index].type;
    setLimits(type.limits, type.addressType);
    flags |= (type.isShared ? abi::isSharedFlag : 0u) | (hasGuard(context.options.bounds, type) ? abi::isGuardedFlag : 0u);
    pageSizeLog2 = type.pageSizeLog2;
    break;
  }
  case ExternKind::Global:
    value = valueType(module, module.globals[index].type.type);
    flags |= module.globals[index].type.isMutable ? abi::isMutableFlag : 0u;
    break;
  }
  uint64_t first = static_cast<uint64_t>(kind) | flags << 8 | pageSizeLog2 << 16 | function << 32;
  return runtime.structure(
      {runtime.number(first), runtime.number(value), runtime.number(limits.min), runtime.number(limits.max.value_or(0))});
}

llvm::Constant *ModuleLayout::tag(const Module &module, uint32_t index) {
  llvm::SmallVector<uint8_t, 8> kinds;
  for (ValueType parameter : module.funcType(module.tags[index].typeIndex).parameters)
    kinds.push_back(parameter.kind());
  llvm::Constant *name = llvm::ConstantDataArray::getString(context.ir.getContext(), tagName(module, index).c_str());
  llvm::Constant *types = runtime.null();
  if (!kinds.empty())
    types = context.createData(llvm::ConstantDataArray::get(context.ir.getContext(), kinds), true, "kinds");
  return runtime.structure({context.createData(name, true, "tagname"), types, runtime.number(kinds.size())});
}

llvm::Constant *ModuleLayout::importDesc(const Module &module, const Import &import) {
  return runtime.structure({text(import.module), runtime.number(import.module.size()), text(import.name),
                            runtime.number(import.name.size()), externType(module, import.kind, import.index)});
}

llvm::Constant *ModuleLayout::exportDesc(std::string_view name, llvm::Constant *type, llvm::Constant *place) {
  return runtime.structure({text(name), runtime.number(name.size()), type, place});
}

llvm::Constant *ModuleLayout::typeDesc(const Module &module, const FuncType &type) {
  llvm::Constant *hostEntry = context.convention.passesInstance ? emitHostEntry(context, type) : runtime.null();
  return runtime.structure({valueTypes(module, type.parameters), runtime.number(type.parameters.size()),
                            valueTypes(module, type.results), runtime.number(type.results.size()), emitInvoke(context, type),
                            hostEntry});
}

std::vector<llvm::Constant *> ModuleLayout::typeDescs() {
  llvm::Constant *none =
      runtime.structure({runtime.null(), runtime.number(0), runtime.null(), runtime.number(0), runtime.null(), runtime.null()});
  std::vector<llvm::Constant *> types{none};
  for (uint32_t n = 1; n <= context.types.count(); ++n) {
    const CanonicalTypes::Type &type = context.types[n];
    types.push_back(type.hasFunctions ? typeDesc(*type.module, *type.definition().function()) : none);
  }
  return types;
}

void ModuleLayout::defineLibrary(const std::vector<llvm::Constant *> &modules, llvm::Constant *objects) {
  std::vector<llvm::Constant *> types = typeDescs();
  runtime.defineRoot(
      runtime.structure({runtime.array(types, "types"), runtime.number(types.size()), runtime.array(modules, "modules"),
                         runtime.number(modules.size()), objects ? objects : runtime.null(),
                         runtime.number(hasRegisterForm(context) ? abi::hasRegisterFormFlag : 0)}),
      "wasmc_library");
}

void ModuleLayout::defineProgramExports(const std::vector<llvm::Constant *> &entries) {
  std::vector<llvm::Constant *> types = typeDescs();
  runtime.defineRoot(runtime.structure({runtime.array(types, "types"), runtime.number(types.size()),
                                        runtime.array(entries, "exports"), runtime.number(entries.size())}),
                     "wasmc_program_exports");
}

}  // namespace wasmc
