// Tables (specification, 4.6: table instructions). As with memories, bulk operations check the whole range first.
#include "codegen/FunctionEmitter.h"
#include "codegen/NonNull.h"

#include "codegen/Builtins.h"

namespace wasmc {

llvm::Value *FunctionEmitter::tablePointer(uint32_t table, Value index64) {
  return builder.CreateGEP(context.ptr, instance.tableElements(builder, table), index64);
}

llvm::Value *FunctionEmitter::table_get(uint32_t table, Value index) {
  Value wide = extend(index);
  trapIf(builder.CreateICmpUGE(wide, instance.tableSize(builder, table)), TrapCode::OutOfBoundsTable);
  return describeLoaded(loadTagged(context.ptr, tablePointer(table, wide), context.tableTag), module.tables[table].type.element);
}

void FunctionEmitter::table_set(uint32_t table, Value index, Value value) {
  Value wide = extend(index);
  trapIf(builder.CreateICmpUGE(wide, instance.tableSize(builder, table)), TrapCode::OutOfBoundsTable);
  storeTagged(value, tablePointer(table, wide), context.tableTag);
}

llvm::Value *FunctionEmitter::table_size(const imm::TableIndex &imm, Values<0>) {
  return builder.CreateTrunc(instance.tableSize(builder, imm.index), context.type(module.tables[imm.index].type.addressType));
}

llvm::Value *FunctionEmitter::table_grow(uint32_t table, Value initial, Value delta) {
  Value previous =
      builder.CreateCall(builtin(context.ir, Builtin::table_grow), {instance.tableObject(builder, table), extend(delta), initial});
  return builder.CreateTrunc(previous, context.type(module.tables[table].type.addressType));
}

void FunctionEmitter::table_fill(uint32_t table, Value start, Value value, Value count) {
  Value first = extend(start), length = extend(count);
  checkRange(first, length, instance.tableSize(builder, table), TrapCode::OutOfBoundsTable);
  Value elements = tablePointer(table, first);
  llvm::BasicBlock *before = builder.GetInsertBlock(), *loop = newBlock("fill"), *done = newBlock("");
  builder.CreateCondBr(builder.CreateICmpEQ(length, builder.getInt64(0)), done, loop);
  enterBlock(loop);
  llvm::PHINode *i = builder.CreatePHI(context.i64, 2);
  i->addIncoming(builder.getInt64(0), before);
  storeTagged(value, builder.CreateGEP(context.ptr, elements, i), context.tableTag);
  Value next = builder.CreateAdd(i, builder.getInt64(1), "", /*HasNUW=*/true);
  i->addIncoming(next, loop);
  builder.CreateCondBr(builder.CreateICmpEQ(next, length), done, loop);
  enterBlock(done);
}

void FunctionEmitter::fillTable(uint32_t table, Value value) {
  const TableType &type = module.tables[table].type;
  llvm::Type *address = context.type(type.addressType);
  table_fill(table, llvm::ConstantInt::get(address, 0), value, llvm::ConstantInt::get(address, type.limits.min));
}

void FunctionEmitter::table_copy(const imm::TableCopy &imm, Value destination, Value source, Value count) {
  Value to = extend(destination), from = extend(source), length = extend(count);
  checkRange(to, length, instance.tableSize(builder, imm.destination), TrapCode::OutOfBoundsTable);
  checkRange(from, length, instance.tableSize(builder, imm.source), TrapCode::OutOfBoundsTable);
  Value bytes = builder.CreateMul(length, builder.getInt64(sizeof(void *)));
  builder.CreateMemMove(tablePointer(imm.destination, to), llvm::MaybeAlign(8), tablePointer(imm.source, from), llvm::MaybeAlign(8),
                        bytes);
}

void FunctionEmitter::table_init(const imm::TableInit &imm, Value destination, Value source, Value count) {
  Value to = extend(destination), from = extend(source), length = extend(count);
  checkRange(to, length, instance.tableSize(builder, imm.table), TrapCode::OutOfBoundsTable);
  Value size = loadTagged(context.i64, instance.elementSizeAddress(builder, imm.element), context.stateTag);
  checkRange(from, length, size, TrapCode::OutOfBoundsTable);
  Value elements = builder.CreateGEP(context.ptr, instance.elementArray(builder, imm.element), from);
  Value bytes = builder.CreateMul(length, builder.getInt64(sizeof(void *)));
  builder.CreateMemCpy(tablePointer(imm.table, to), llvm::MaybeAlign(8), elements, llvm::MaybeAlign(8), bytes);
}

void FunctionEmitter::elem_drop(const imm::ElementIndex &imm, Values<0>) {
  storeTagged(builder.getInt64(0), instance.elementSizeAddress(builder, imm.index), context.stateTag);
}

}  // namespace wasmc
