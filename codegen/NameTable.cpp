#include "codegen/NameTable.h"

#include <llvm/Transforms/Utils/ModuleUtils.h>

namespace wasmc {
namespace {

// target - field as 32 bits: no relocation at start-up.
llvm::Constant *relative(Context &context, llvm::Constant *target, llvm::Constant *table, unsigned index, unsigned field) {
  auto *number = llvm::IntegerType::getInt32Ty(context.ir.getContext());
  llvm::Constant *place = llvm::ConstantExpr::getInBoundsGetElementPtr(
      context.i8, table, llvm::ConstantInt::get(context.i64, index * sizeof(abi::FunctionName) + field));
  llvm::Constant *difference = llvm::ConstantExpr::getSub(llvm::ConstantExpr::getPtrToInt(target, context.i64),
                                                          llvm::ConstantExpr::getPtrToInt(place, context.i64));
  return llvm::ConstantExpr::getTrunc(difference, number);
}

}  // namespace

void emitNameTable(Context &context) {
  std::vector<llvm::Function *> functions;
  for (llvm::Function &function : context.ir)
    if (!function.isDeclaration() && function.hasFnAttribute(wasmNameAttribute))
      functions.push_back(&function);
  if (functions.empty())
    return;
  auto *entryType = llvm::StructType::get(context.i32, context.i32);
  auto *tableType = llvm::ArrayType::get(entryType, functions.size());
  auto *table = new llvm::GlobalVariable(context.ir, tableType, true, llvm::GlobalValue::InternalLinkage, nullptr, "names");
  std::vector<llvm::Constant *> entries;
  for (unsigned i = 0; i < functions.size(); ++i) {
    llvm::StringRef name = functions[i]->getFnAttribute(wasmNameAttribute).getValueAsString();
    llvm::GlobalVariable *text =
        context.createData(llvm::ConstantDataArray::getString(context.ir.getContext(), name.split('\0').first), true, "name");
    text->setLinkage(llvm::GlobalValue::PrivateLinkage);
    text->setUnnamedAddr(llvm::GlobalValue::UnnamedAddr::Global);
    entries.push_back(
        llvm::ConstantStruct::get(entryType, {relative(context, functions[i], table, i, offsetof(abi::FunctionName, codeOffset)),
                                              relative(context, text, table, i, offsetof(abi::FunctionName, nameOffset))}));
  }
  table->setInitializer(llvm::ConstantArray::get(tableType, entries));
  table->setSection("wasmc_names");
  table->setAlignment(llvm::Align(4));
  llvm::appendToUsed(context.ir, {table});
}

}  // namespace wasmc
