// Exceptions (specification, 4.6: throw, throw_ref, try_table), and the legacy form of the exception handling proposal.
//
// A call inside a try is an `invoke`, which has a second way out, to the try's landing pad; which exceptions take it, tables say
// that only an unwinder reads (rt/unwind), so that where nothing is thrown no instruction is there for it. All landing pads are
// "cleanups": each gets every exception, looks at its tag, and goes on to the next try around it, or to the function's caller, with
// what it does not want.
#include "codegen/FunctionEmitter.h"
#include "rt/abi/Exception.h"
#include "rt/abi/Gc.h"

#include <map>

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

llvm::Value *FunctionEmitter::isTag(Value exception, Value tag) {
  return builder.CreateICmpEQ(builder.CreateLoad(context.ptr, byteOffset(builder, exception, offsetof(abi::Exception, tag))), tag);
}

// Aligned as objects are, whatever the type.
llvm::Value *FunctionEmitter::loadValue(Value exception, size_t i, llvm::Type *type) {
  return builder.CreateAlignedLoad(type, exceptionSlot(exception, i), llvm::Align(abi::objectAlignment));
}

// --- try_table

void FunctionEmitter::try_table(std::span<FrameT> frames, std::span<const imm::CatchClause> clauses) {
  FrameT &frame = frames.back();
  block(frame);
  openHandler(frame);
  for (const imm::CatchClause &clause : clauses) {
    handlers.back().clauses.push_back({clause, frames[frames.size() - 2 - clause.label].data.label});
    if (!clause.hasTag())  // nothing comes to those behind it
      break;
  }
}

// Takes the exception's values, and a reference to it where the clause wants one, to the label, whose phis tell what it wants.
llvm::BasicBlock *FunctionEmitter::emitClause(const Clause &clause, Value exception) {
  Builder::InsertPointGuard guard(builder);
  llvm::BasicBlock *block = newBlock("catch");
  builder.SetInsertPoint(block);
  bool refers = clause.clause.hasReference();
  auto phis = clause.label->phis();
  size_t valueCount = static_cast<size_t>(std::distance(phis.begin(), phis.end())) - refers, i = 0;
  for (llvm::PHINode &phi : phis) {
    phi.addIncoming(i < valueCount ? loadValue(exception, i, phi.getType()) : exception, block);
    ++i;
  }
  settleException(exception, refers);
  builder.CreateBr(clause.label);
  return block;
}

// Whether one of the clauses takes every exception; else emission goes on where none of them has taken it. As in br_table, a label
// is reached through one block, or two, however many clauses name it: each brings what the label takes.
bool FunctionEmitter::emitClauses(std::span<const Clause> clauses, Value exception) {
  std::map<std::pair<llvm::BasicBlock *, bool>, llvm::BasicBlock *> ways;  // by label, and whether it takes a reference
  auto wayOf = [&](const Clause &clause) {
    llvm::BasicBlock *&way = ways[{clause.label, clause.clause.hasReference()}];
    return way ? way : way = emitClause(clause, exception);
  };
  llvm::SmallDenseSet<uint32_t> indices;
  llvm::SmallDenseSet<Value> tags;  // in a program, two indices may be one tag
  for (const Clause &clause : clauses) {
    if (!clause.clause.hasTag()) {
      builder.CreateBr(wayOf(clause));
      return true;
    }
    if (!indices.insert(clause.clause.tag).second)
      continue;
    Value tag = instance.tag(builder, clause.clause.tag);
    if (!tags.insert(tag).second)
      continue;
    Value matches = isTag(exception, tag);
    llvm::BasicBlock *way = wayOf(clause), *mismatch = newBlock("");
    builder.CreateCondBr(matches, way, mismatch);
    enterBlock(mismatch);
  }
  return false;
}

// At the end of a try: its clauses, if there was a call inside; what none of them takes goes to the innermost of so many handlers.
void FunctionEmitter::finishHandler(FrameT &frame, size_t handlerCount) {
  Handler handler = closeHandler(frame);
  if (!handler.dispatch)
    return;
  Builder::InsertPointGuard guard(builder);
  builder.SetInsertPoint(handler.dispatch);
  if (!emitClauses(handler.clauses, builder.CreateExtractValue(handler.thrown, 0)))
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
  llvm::BasicBlock *match = newBlock("catch");
  frame.data.unmatched = newBlock("");
  builder.CreateCondBr(isTag(frame.data.exception, instance.tag(builder, tag)), match, frame.data.unmatched);
  enterBlock(match);
  for (size_t i = 0; i < values.size(); ++i)
    values[i].value = loadValue(frame.data.exception, i, context.type(values[i].type));
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
