// Exceptions (specification, 4.6: throw, throw_ref, try_table), and the legacy form of the exception handling proposal.
//
// A call inside a try is an `invoke`, which has a second way out, to the try's landing pad; which exceptions take it, tables say
// that only an unwinder reads (rt/unwind), so that where nothing is thrown no instruction is there for it. All landing pads are
// "cleanups": each gets every exception, looks at its tag, and goes on to the next try around it, or to the function's caller, with
// what it does not want.
#include "codegen/FunctionEmitter.h"
#include "rt/abi/Exception.h"
#include "rt/abi/Gc.h"

namespace wasmc {

void FunctionEmitter::callThrow(Value exception, Builtin how) {
  fuel.store();  // a register has it until here; a landing pad takes it from there
  llvm::CallBase *call = createCallOrInvoke(builder, builtin(context.ir, how), {exception}, landingPad());
  call->setDoesNotReturn();
  builder.CreateUnreachable();
}

void FunctionEmitter::throw_(uint32_t tag, std::span<const OperandT> arguments) {
  Value exception = newException(tag, arguments.size());
  for (size_t i = 0; i < arguments.size(); ++i)
    builder.CreateAlignedStore(arguments[i].value, exceptionSlot(exception, i), llvm::Align(abi::objectAlignment));
  callThrow(exception, context.collectsExceptions ? Builtin::throw_new_exception : Builtin::throw_exception);
}

llvm::Value *FunctionEmitter::newException(uint32_t tag, size_t valueCount) {
  Value tagAddress = instance.tag(builder, tag);
  if (!context.collectsExceptions)
    return builder.CreateCall(builtin(context.ir, Builtin::allocate_exception), {tagAddress});
  uint64_t size = sizeof(abi::Exception) + valueCount * sizeof(abi::Value);
  Value exception = allocate(builder.getInt64(valueCount << 32 | abi::slotsObject), builder.getInt64(size));
  builder.CreateStore(tagAddress, byteOffset(builder, exception, offsetof(abi::Exception, tag)));
  return exception;
}

void FunctionEmitter::throw_ref(Value exception) {
  trapIf(builder.CreateIsNull(exception), TrapCode::NullReference);
  callThrow(exception, Builtin::throw_exception);
}

llvm::Value *FunctionEmitter::exceptionSlot(Value exception, size_t i) {
  return byteOffset(builder, exception, sizeof(abi::Exception) + i * sizeof(abi::Value));
}

// Tells the runtime whether the handler that has taken the values of an exception goes on with a reference to it. A collector finds
// that out by itself.
llvm::CallInst *FunctionEmitter::settleException(Value exception, bool refers) {
  if (context.collectsExceptions)
    return nullptr;
  return builder.CreateCall(builtin(context.ir, refers ? Builtin::hold_exception : Builtin::release_exception), {exception});
}

// --- Handlers

void FunctionEmitter::openHandler(FrameT &frame) {
  handlers.emplace_back();
  frame.data.hasHandler = true;
  frame.data.handlerCount = handlers.size();
}

FunctionEmitter::Handler FunctionEmitter::closeHandler(FrameT &frame) {
  Handler handler = handlers.pop_back_val();
  frame.data.hasHandler = false;
  frame.data.handlerCount = handlers.size();
  return handler;
}

// Where the handler gets exceptions from its landing pad and from handlers inside it.
llvm::BasicBlock *FunctionEmitter::dispatchOf(Handler &handler) {
  if (!handler.dispatch) {
    handler.dispatch = newBlock("dispatch");
    handler.thrown = llvm::PHINode::Create(llvm::StructType::get(context.ptr, context.i32), 1, "thrown", handler.dispatch);
  }
  return handler.dispatch;
}

// For exceptions out of a call here; null: there is no handler around.
llvm::BasicBlock *FunctionEmitter::landingPad() {
  if (handlers.empty())
    return nullptr;
  Handler &handler = handlers.back();
  if (handler.pad)
    return handler.pad;
  if (!function->hasPersonalityFn()) {
    auto *type = llvm::FunctionType::get(context.i64, true);
    llvm::FunctionCallee personality = context.ir.getOrInsertFunction("wasmc_personality", type);
    llvm::cast<llvm::Function>(personality.getCallee())->setVisibility(llvm::GlobalValue::HiddenVisibility);
    function->setPersonalityFn(llvm::cast<llvm::Constant>(personality.getCallee()));
  }
  Builder::InsertPointGuard guard(builder);
  handler.pad = newBlock("pad");
  builder.SetInsertPoint(handler.pad);
  llvm::LandingPadInst *thrown = builder.CreateLandingPad(llvm::StructType::get(context.ptr, context.i32), 0);
  thrown->setCleanup(true);
  fuel.reload();
  passOn(thrown, handlers.size());
  return handler.pad;
}

// Ends the block: what a landing pad has yielded goes to the innermost of the first so many handlers.
void FunctionEmitter::passOn(Value thrown, size_t handlerCount) {
  if (handlerCount == 0) {
    if (function->hasPersonalityFn())
      builder.CreateResume(thrown);
    else  // the clauses of a try without calls: there is no landing pad that could lead here
      builder.CreateUnreachable();
    return;
  }
  Handler &handler = handlers[handlerCount - 1];
  builder.CreateBr(dispatchOf(handler));
  handler.thrown->addIncoming(thrown, builder.GetInsertBlock());
}

// Goes on where the exception has the tag; where it has another one is the block that is returned.
llvm::BasicBlock *FunctionEmitter::testTag(Value exception, uint32_t tag) {
  Value found = builder.CreateLoad(context.ptr, byteOffset(builder, exception, offsetof(abi::Exception, tag)));
  llvm::BasicBlock *match = newBlock("catch"), *mismatch = newBlock("");
  builder.CreateCondBr(builder.CreateICmpEQ(found, instance.tag(builder, tag)), match, mismatch);
  enterBlock(match);
  return mismatch;
}

llvm::SmallVector<llvm::Value *, 4> FunctionEmitter::loadValues(Value exception, uint32_t tag) {
  llvm::SmallVector<Value, 4> values;
  for (ValueType type : module.funcType(module.tags[tag].typeIndex).parameters)
    values.push_back(
        builder.CreateAlignedLoad(context.type(type), exceptionSlot(exception, values.size()), llvm::Align(abi::objectAlignment)));
  return values;
}

// --- try_table

void FunctionEmitter::try_table(std::span<FrameT> frames, std::span<const imm::CatchClause> clauses) {
  FrameT &frame = frames.back();
  block(frame);
  openHandler(frame);
  for (const imm::CatchClause &clause : clauses) {
    const FrameData &target = frames[frames.size() - 2 - clause.label].data;
    handlers.back().clauses.push_back({clause, target.label, target.labelPhis});
  }
}

void FunctionEmitter::emitClause(const Clause &clause, Value exception) {
  llvm::SmallVector<Value, 4> values;
  if (clause.clause.hasTag())
    values = loadValues(exception, clause.clause.tag);
  bool refers = clause.clause.hasReference();
  settleException(exception, refers);
  if (refers)
    values.push_back(exception);
  for (size_t i = 0; i < values.size(); ++i)
    clause.phis[i]->addIncoming(values[i], builder.GetInsertBlock());
  builder.CreateBr(clause.label);
}

// At the end of a try: its clauses, if there was a call inside; what none of them takes goes to the innermost of so many handlers.
void FunctionEmitter::finishHandler(FrameT &frame, size_t handlerCount) {
  Handler handler = closeHandler(frame);
  if (!handler.dispatch)
    return;
  Builder::InsertPointGuard guard(builder);
  builder.SetInsertPoint(handler.dispatch);
  Value exception = builder.CreateExtractValue(handler.thrown, 0);
  for (const Clause &clause : handler.clauses) {
    if (!clause.clause.hasTag())
      return emitClause(clause, exception);
    llvm::BasicBlock *mismatch = testTag(exception, clause.clause.tag);
    emitClause(clause, exception);
    enterBlock(mismatch);
  }
  passOn(handler.thrown, handlerCount);
}

// --- The legacy form: clauses follow the body, and an exception lives until the end of the clause that has caught it

void FunctionEmitter::try_(FrameT &frame) {
  block(frame);
  openHandler(frame);
}

// At the beginning of a clause: goes on where the clauses before it have left the exception.
void FunctionEmitter::beginClause(FrameT &frame) {
  if (!frame.data.hasHandler)
    return enterBlock(frame.data.unmatched);
  Handler handler = closeHandler(frame);
  enterBlock(dispatchOf(handler));
  frame.data.thrown = handler.thrown;
  frame.data.exception = builder.CreateExtractValue(handler.thrown, 0);
}

// Whether the clause throws its exception again is not known yet.
void FunctionEmitter::takeException(FrameT &frame) { frame.data.taken = settleException(frame.data.exception, /*refers=*/false); }

void FunctionEmitter::catch_(FrameT &frame, uint32_t tag, Operands values) {
  beginClause(frame);
  frame.data.unmatched = testTag(frame.data.exception, tag);
  llvm::SmallVector<Value, 4> loaded = loadValues(frame.data.exception, tag);
  for (size_t i = 0; i < values.size(); ++i)
    values[i].value = loaded[i];
  takeException(frame);
}

void FunctionEmitter::catch_all(FrameT &frame) {
  beginClause(frame);
  frame.data.unmatched = nullptr;
  takeException(frame);
}

void FunctionEmitter::delegate(FrameT &frame, FrameT &target) { finishHandler(frame, target.data.handlerCount); }

void FunctionEmitter::rethrow(FrameT &target) {
  if (target.data.taken)
    target.data.taken->setCalledFunction(builtin(context.ir, Builtin::hold_exception));
  callThrow(target.data.exception, Builtin::throw_exception);
}

// Behind a try of either form.
void FunctionEmitter::endTry(FrameT &frame) {
  if (frame.data.hasHandler)
    return finishHandler(frame, handlers.size() - 1);
  if (!frame.data.unmatched)
    return;
  Builder::InsertPointGuard guard(builder);
  builder.SetInsertPoint(frame.data.unmatched);
  passOn(frame.data.thrown, handlers.size());
}

}  // namespace wasmc
