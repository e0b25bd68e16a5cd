// Blocks, branches and labels (specification, 4.6: control instructions).
#include "codegen/FunctionEmitter.h"

namespace wasmc {

void FunctionEmitter::addPhis(llvm::BasicBlock *block, std::span<const ValueType> types,
                              llvm::SmallVectorImpl<llvm::PHINode *> &phis) {
  for (ValueType type : types)
    phis.push_back(llvm::PHINode::Create(context.type(type), 2, "", block));
}

void FunctionEmitter::addIncoming(std::span<llvm::PHINode *const> phis, Operands arguments) {
  for (size_t i = 0; i < phis.size(); ++i)
    phis[i]->addIncoming(arguments[i].value, builder.GetInsertBlock());
}

void FunctionEmitter::addContinuation(FrameT &frame) {
  frame.data.continuation = newBlock("end");
  addPhis(frame.data.continuation, frame.results(), frame.data.continuationPhis);
  if (frame.kind != FrameKind::Loop) {
    frame.data.label = frame.data.continuation;
    frame.data.labelPhis = frame.data.continuationPhis;
  }
}

void FunctionEmitter::enterFunction(FrameT &frame, std::span<const ValueType> types) {
  enterBlock(newBlock("entry"));
  functionType = frame.functionType;
  localTypes = types;
  locals.resize(types.size());
  // A function that only reads memory can trap all the same: keep LLVM from dropping calls whose results are unused. It takes this
  // for a side effect, yet neither loop passes nor the inliner mind it.
  builder.CreateIntrinsic(context.voidType, llvm::Intrinsic::sideeffect, {});
  addContinuation(frame);
  fuel.begin(FunctionSignature(context, *functionType).fuel(*function));
  emitShortcut();
}

void FunctionEmitter::block(FrameT &frame) { addContinuation(frame); }

void FunctionEmitter::loop(FrameT &frame, Operands parameters) {
  frame.data.label = newBlock("loop");
  addPhis(frame.data.label, frame.parameters(), frame.data.labelPhis);
  addContinuation(frame);
  addIncoming(frame.data.labelPhis, parameters);
  builder.CreateBr(frame.data.label);
  enterBlock(frame.data.label);
  for (size_t i = 0; i < parameters.size(); ++i)
    parameters[i].value = frame.data.labelPhis[i];
  fuel.enterLoop();
}

void FunctionEmitter::if_(FrameT &frame, Value condition, Operands parameters) {
  addContinuation(frame);
  for (const OperandT &parameter : parameters)
    frame.data.parameters.push_back(parameter.value);
  llvm::BasicBlock *thenBlock = newBlock("then");
  frame.data.elseBlock = newBlock("else");
  builder.CreateCondBr(isTrue(condition), thenBlock, frame.data.elseBlock);
  enterBlock(thenBlock);
}

void FunctionEmitter::else_(FrameT &frame, Operands parameters) {
  enterBlock(frame.data.elseBlock);
  frame.data.elseBlock = nullptr;
  for (size_t i = 0; i < parameters.size(); ++i)
    parameters[i].value = frame.data.parameters[i];
}

void FunctionEmitter::fallThrough(FrameT &frame, Operands results) {
  addIncoming(frame.data.continuationPhis, results);
  builder.CreateBr(frame.data.continuation);
}

void FunctionEmitter::end(FrameT &frame, Operands results) {
  if (frame.data.elseBlock) {  // an if without else passes its parameters on
    enterBlock(frame.data.elseBlock);
    for (size_t i = 0; i < frame.data.parameters.size(); ++i)
      frame.data.continuationPhis[i]->addIncoming(frame.data.parameters[i], builder.GetInsertBlock());
    builder.CreateBr(frame.data.continuation);
  }
  enterBlock(frame.data.continuation);
  for (size_t i = 0; i < results.size(); ++i)
    results[i].value = frame.data.continuationPhis[i];
}

void FunctionEmitter::endFunction(FrameT &frame) {
  enterBlock(frame.data.continuation);
  llvm::SmallVector<Value, 4> results(frame.data.continuationPhis.begin(), frame.data.continuationPhis.end());
  fuel.finish();
  FunctionSignature(context, *functionType).emitReturn(builder, *function, results, fuel.value());
}

void FunctionEmitter::unreachable() { trap(TrapCode::Unreachable); }

void FunctionEmitter::br(FrameT &target, Operands arguments) {
  addIncoming(target.data.labelPhis, arguments);
  builder.CreateBr(target.data.label);
}

void FunctionEmitter::branchIf(FrameT &target, Value condition, Operands arguments) {
  addIncoming(target.data.labelPhis, arguments);
  llvm::BasicBlock *next = newBlock("");
  builder.CreateCondBr(condition, target.data.label, next);
  enterBlock(next);
}

void FunctionEmitter::br_if(FrameT &target, Value condition, Operands arguments) { branchIf(target, isTrue(condition), arguments); }

llvm::Value *FunctionEmitter::br_on_null(FrameT &target, Value reference, Operands arguments) {
  branchIf(target, builder.CreateIsNull(reference), arguments);
  return reference;
}

void FunctionEmitter::br_on_non_null(FrameT &target, Operands arguments) {
  branchIf(target, builder.CreateIsNotNull(arguments.back().value), arguments);
}

void FunctionEmitter::br_table(std::span<FrameT> frames, std::span<const uint32_t> labels, Value index, Operands arguments) {
  // A label with operands is reached through a block of its own, so that its phis grow by one entry for the whole table: a label
  // may be named a million times, and take a thousand operands.
  llvm::SmallDenseMap<uint32_t, llvm::BasicBlock *> ways;
  auto wayTo = [&](uint32_t depth) {
    FrameT &target = frames[frames.size() - 1 - depth];
    if (target.data.labelPhis.empty())
      return target.data.label;
    llvm::BasicBlock *&way = ways[depth];
    if (!way) {
      way = newBlock("");
      Builder::InsertPointGuard guard(builder);
      builder.SetInsertPoint(way);
      br(target, arguments);
    }
    return way;
  };
  auto cases = static_cast<uint32_t>(labels.size() - 1);
  llvm::SwitchInst *branch = builder.CreateSwitch(index, wayTo(labels.back()), cases);
  for (uint32_t i = 0; i < cases; ++i)
    if (labels[i] != labels.back())
      branch->addCase(builder.getInt32(i), wayTo(labels[i]));
}

}  // namespace wasmc
