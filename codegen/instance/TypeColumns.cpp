#include "codegen/instance/TypeColumns.h"

#include "codegen/FunctionEmitter.h"

#include <fmt/format.h>

namespace wasmc {
namespace {

// Cells in all of a table's columns: each is an address that is relocated when the program starts.
constexpr uint64_t maxCells = 1 << 12;

// Stands for an element that cannot be called as a function of the type.
llvm::Function *trappingFunction(Context &context, const Module &module, InstanceModel &instance, const FuncType &type,
                                 TrapCode code) {
  llvm::Function *function = FunctionSignature(context, type).createFunction(context, "element", "(table element)");
  llvm::BasicBlock::Create(context.ir.getContext(), "", function);
  FunctionEmitter(context, module, instance, function).trap(code);
  return function;
}

}  // namespace

const TypeColumn *TypeColumns::find(Context &context, const Module &module, InstanceModel &instance, uint32_t type) {
  auto known = columns.find(type);
  if (known != columns.end())
    return &known->second;
  if ((columns.size() + 1) * elements.size() > maxCells)
    return nullptr;
  const FuncType &signature = *context.types[type].definition().function();
  llvm::Constant *missing = trappingFunction(context, module, instance, signature, TrapCode::UninitializedElement);
  llvm::Constant *mismatch = trappingFunction(context, module, instance, signature, TrapCode::IndirectCallTypeMismatch);
  std::vector<llvm::Constant *> cells;
  std::vector<TypeColumn::Candidate> callable;
  for (uint64_t i = 0; i < elements.size(); ++i) {
    const TableElement &element = elements[i];
    bool isCallable = element.type != 0 && context.types.isSubtype(element.type, type);
    if (isCallable)
      callable.push_back({i, element.code});
    cells.push_back(isCallable ? element.code : element.type == 0 ? missing : mismatch);
  }
  llvm::Constant *column = llvm::ConstantArray::get(llvm::ArrayType::get(context.ptr, cells.size()), cells);
  llvm::GlobalVariable *data = context.createData(column, true, fmt::format("{}.type{}", name, type));
  if (callable.size() > TypeColumn::maxCandidates)
    callable.clear();
  return &(columns[type] = {data, elements.size(), std::move(callable)});
}

SharedColumns TypeColumns::share(const FunctionSymbols &symbols) const {
  SharedColumns shared;
  for (const auto &[type, column] : columns) {
    SharedColumn &made = shared[type] = {SharedVariable::share(*column.code), column.size, {}};
    for (const TypeColumn::Candidate &candidate : column.candidates)
      made.candidates.push_back({candidate.index, *symbols.find(candidate.code->getName())});
  }
  return shared;
}

}  // namespace wasmc
