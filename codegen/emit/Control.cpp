// Blocks, branches and labels (specification, 4.6: control instructions).
#include "codegen/FunctionEmitter.h"

#include <algorithm>
#include <llvm/ADT/MapVector.h>

namespace wasmc {
namespace {

// Up to which a br_table is a switch at once.
constexpr uint32_t maxSwitchCases = 1 << 14;

// What code generators do within a block (scheduling above all) grows faster than what they do across: a block counts for several.
constexpr size_t blockWeight = 3;

}  // namespace

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
  frame.data.handlerCount = handlers.size();
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
  nest();
  addIncoming(frame.data.labelPhis, parameters);
  builder.CreateBr(frame.data.label);
  enterBlock(frame.data.label);
  for (size_t i = 0; i < parameters.size(); ++i)
    parameters[i].value = frame.data.labelPhis[i];
  fuel.enterLoop();
}

void FunctionEmitter::if_(FrameT &frame, Value condition, Operands parameters) {
  addContinuation(frame);
  nest();
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
  endTry(frame);
  nestingNow -= frame.kind == FrameKind::Loop || frame.kind == FrameKind::If || frame.kind == FrameKind::Else;
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
  settleEffort();
}

void FunctionEmitter::settleEffort() {
  size_t largestBlock = 0;
  for (const llvm::BasicBlock &block : *function)
    largestBlock = std::max(largestBlock, block.size());
  size.instructions = std::max<size_t>(function->getInstructionCount(), blockWeight * largestBlock);
  size.blocks = function->size();
  size.locals = static_cast<size_t>(llvm::count_if(locals, [](const llvm::AllocaInst *slot) { return slot; }));
  setEffort(*function, effortFor(size));
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

// The one at an index, which is below their number: from a constant array.
llvm::Value *FunctionEmitter::wayNumber(llvm::ArrayRef<uint32_t> numbers, Value index) {
  bool areBytes = *std::ranges::max_element(numbers) <= UINT8_MAX;
  llvm::IntegerType *type = areBytes ? context.i8 : context.i32;
  llvm::SmallVector<uint8_t, 0> bytes(numbers.begin(), numbers.end());
  llvm::Constant *array = areBytes ? llvm::ConstantDataArray::get(context.ir.getContext(), bytes)
                                   : llvm::ConstantDataArray::get(context.ir.getContext(), numbers);
  llvm::GlobalVariable *data = context.createData(array, true, "br_table");
  return builder.CreateZExt(builder.CreateLoad(type, builder.CreateGEP(type, data, extend(index))), context.i32);
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
  if (cases > maxSwitchCases)
    return branchByNumber(labels, index, wayTo);
  llvm::SwitchInst *branch = builder.CreateSwitch(index, wayTo(labels.back()), cases);
  for (uint32_t i = 0; i < cases; ++i)
    if (labels[i] != labels.back())
      branch->addCase(builder.getInt32(i), wayTo(labels[i]));
}

// A table with many more entries than labels: each case of a switch is an edge, for which a block has an entry in each of its phis.
void FunctionEmitter::branchByNumber(std::span<const uint32_t> labels, Value index,
                                     llvm::function_ref<llvm::BasicBlock *(uint32_t)> wayTo) {
  llvm::MapVector<uint32_t, uint32_t> numberOf;
  numberOf[labels.back()] = 0;
  std::vector<uint32_t> numbers;
  for (uint32_t label : labels.first(labels.size() - 1))
    numbers.push_back(numberOf.try_emplace(label, numberOf.size()).first->second);
  llvm::BasicBlock *inside = newBlock(""), *otherwise = wayTo(labels.back());
  builder.CreateCondBr(builder.CreateICmpULT(index, builder.getInt32(numbers.size())), inside, otherwise);
  enterBlock(inside);
  llvm::SwitchInst *branch = builder.CreateSwitch(wayNumber(numbers, index), otherwise, numberOf.size());
  for (auto [label, number] : llvm::drop_begin(numberOf))
    branch->addCase(builder.getInt32(number), wayTo(label));
}

}  // namespace wasmc
