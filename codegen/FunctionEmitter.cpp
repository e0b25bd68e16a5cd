#include "codegen/FunctionEmitter.h"

#include "frontend/ConstExpr.h"

namespace wasmc {

FunctionEmitter::FunctionEmitter(Context &context, const Module &module, InstanceModel &instance, llvm::Function *function)
    : context(context), module(module), instance(instance), access(context, module), builder(context.ir.getContext()),
      function(function) {
  enterScope(builder, *function);
  if (!function->empty())
    builder.SetInsertPoint(&function->back());
}

llvm::Value *FunctionEmitter::evaluate(const ConstExpr &expression) {
  return *visitConstExpr(module, *this, expression);  // validated when the module was read
}

llvm::BasicBlock *FunctionEmitter::newBlock(const char *name) {
  return llvm::BasicBlock::Create(context.ir.getContext(), name, function);
}

void FunctionEmitter::enterBlock(llvm::BasicBlock *block) {
  if (llvm::BasicBlock *current = builder.GetInsertBlock())
    block->moveAfter(current);
  builder.SetInsertPoint(block);
}

void FunctionEmitter::trap(TrapCode code) {
  llvm::CallInst *call =
      builder.CreateIntrinsic(context.voidType, llvm::Intrinsic::ubsantrap, {builder.getInt8(static_cast<uint8_t>(code))});
  call->setDoesNotReturn();
  call->setDoesNotThrow();
  if (!context.options.strip)  // a trap's place tells whose it is, after inlining, too
    call->addFnAttr(llvm::Attribute::NoMerge);
  builder.CreateUnreachable();
}

// The function's only one for the code.
llvm::BasicBlock *FunctionEmitter::trapBlock(TrapCode code) {
  llvm::BasicBlock *&block = trapBlocks[static_cast<size_t>(code)];
  if (!block) {
    block = newBlock("trap");
    Builder::InsertPointGuard guard(builder);
    builder.SetInsertPoint(block);
    trap(code);
  }
  return block;
}

void FunctionEmitter::trapIf(Value condition, TrapCode code) {
  llvm::BasicBlock *block = trapBlock(code), *next = newBlock("");
  builder.CreateCondBr(condition, block, next, context.unlikely);
  enterBlock(next);
}

void FunctionEmitter::trapUnless(Value condition, TrapCode code) {
  llvm::BasicBlock *block = trapBlock(code), *next = newBlock("");
  builder.CreateCondBr(condition, next, block, context.likely);
  enterBlock(next);
}

llvm::Value *FunctionEmitter::isTrue(Value operand) {
  if (auto *extension = llvm::dyn_cast<llvm::ZExtInst>(operand); extension && extension->getSrcTy() == context.i1)
    return extension->getOperand(0);
  return builder.CreateICmpNE(operand, builder.getInt32(0));
}

void FunctionEmitter::checkRange(Value start, Value count, Value size, TrapCode code) {
  Value sum = builder.CreateBinaryIntrinsic(llvm::Intrinsic::uadd_with_overflow, start, count);  // none where both were extended
  Value end = builder.CreateExtractValue(sum, 0), overflow = builder.CreateExtractValue(sum, 1);
  trapIf(builder.CreateOr(overflow, builder.CreateICmpUGT(end, size)), code);
}

llvm::Value *FunctionEmitter::loadTagged(llvm::Type *type, Value address, llvm::MDNode *tag) {
  llvm::LoadInst *load = builder.CreateLoad(type, address);
  load->setMetadata(llvm::LLVMContext::MD_tbaa, tag);
  return load;
}

void FunctionEmitter::storeTagged(Value value, Value address, llvm::MDNode *tag) {
  builder.CreateStore(value, address)->setMetadata(llvm::LLVMContext::MD_tbaa, tag);
}

llvm::Value *FunctionEmitter::callIntrinsic(llvm::Intrinsic::ID id, std::initializer_list<Value> arguments) {
  return builder.CreateIntrinsic(id, {(*arguments.begin())->getType()}, arguments);
}

Result<void> emitBody(Context &context, const Module &module, InstanceModel &instance, uint32_t index, KnownBody known,
                      llvm::Function &function) {
  FunctionEmitter emitter(context, module, instance, &function);
  emitter.setKnownBody(known);
  return FunctionDecoder<FunctionEmitter>(module, emitter).decodeFunction(index);
}

Result<void> emitBodies(Context &context, const Module &module, InstanceModel &instance,
                        std::span<llvm::Function *const> functions) {
  std::vector<KnownBody> known(functions.size(), KnownBody::None);
  if (context.options.techniques.knownBodies)
    known = findKnownBodies(module);
  for (uint32_t i = module.importedFunctionCount(); i < functions.size(); ++i)
    if (auto done = emitBody(context, module, instance, i, known[i], *functions[i]); !done)
      return done;
  return {};
}

}  // namespace wasmc
