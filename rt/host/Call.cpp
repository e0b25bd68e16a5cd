// Calls of guest functions, and how they end.
#include "rt/exceptions/ExceptionText.h"
#include "rt/exceptions/Storage.h"
#include "rt/exceptions/ThrowTrace.h"
#include "rt/host/Backtrace.h"
#include "rt/host/CallLayout.h"
#include "rt/host/HostMemory.h"
#include "rt/host/Instance.h"
#include "rt/host/StackSwitch.h"
#include "rt/host/Values.h"
#include "rt/threads/GuestStack.h"

namespace wasmc::rt {

// Of types that inherit, which the compilers lay out like others.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Winvalid-offsetof"
static_assert(offsetof(wasmc_function, usual) == WASMC_FUNCTION_USUAL);
static_assert(offsetof(wasmc_function, function) == WASMC_FUNCTION_REFERENCE);
static_assert(offsetof(wasmc_function, invoke) == WASMC_FUNCTION_INVOKE);
static_assert(offsetof(wasmc_function, usualInRegisters) == WASMC_FUNCTION_USUAL_IN_REGISTERS);
static_assert(offsetof(wasmc_function, code) == WASMC_FUNCTION_CODE);
static_assert(offsetof(wasmc_function, callee) == WASMC_FUNCTION_CALLEE);
static_assert(offsetof(wasmc_instance, activity) == 0);
static_assert(offsetof(wasmc_instance, usualCall) == WASMC_INSTANCE_CALL);
static_assert(offsetof(wasmc_instance, usualStackSize) == WASMC_INSTANCE_STACK_SIZE);
static_assert(offsetof(wasmc_instance, usesHost) == WASMC_INSTANCE_USES_HOST);
static_assert(offsetof(GuestCall, stackPointer) == 0);
static_assert(offsetof(GuestCall, isInHost) == WASMC_CALL_IS_IN_HOST);
static_assert(offsetof(HostThread, stack) + offsetof(StackBounds, top) == WASMC_THREAD_TOP);
static_assert(offsetof(HostThread, landing) == WASMC_THREAD_LANDING);
static_assert(offsetof(HostThread, isInterrupted) == WASMC_THREAD_IS_INTERRUPTED);
static_assert(offsetof(HostThread, id) == WASMC_THREAD_ID);
static_assert(offsetof(HostThread, guestTop) == WASMC_THREAD_GUEST_TOP);
static_assert(offsetof(HostThread, usualStackSize) == WASMC_THREAD_STACK_SIZE);
static_assert(offsetof(ImportedFunction, importer) == WASMC_IMPORT_IMPORTER);
static_assert(offsetof(ImportedFunction, definition) == WASMC_IMPORT_DEFINITION);
static_assert(offsetof(Definition, callback) == WASMC_DEFINITION_CALLBACK);
static_assert(offsetof(Definition, data) == WASMC_DEFINITION_DATA);
#pragma GCC diagnostic pop

namespace {

// What the guest has left on the host's stack between callbacks is the host's doing, but how often is the guest's.
constexpr unsigned mostNested = 400;

unsigned depthOf(const HostThread &thread) {
  unsigned depth = 0;
  for (const Landing *call = thread.landing; call; call = call->outer)
    ++depth;
  return depth;
}

// A stack of the instance's size, for the outermost call. Calls from within it are made on the same one, whatever instance they are
// of.
wasmc_error *prepareStack(HostThread &thread, uint64_t size) {
  if (wasmc_error *error = prepareThread())
    return error;
  if (thread.stackSize == size)
    return nullptr;
  Result<StackBounds> stack = mapGuestStack(size);
  if (!stack)
    return errorOf(WASMC_SYSTEM, "cannot allocate a stack of ", Decimal(size), " bytes");
  if (thread.stackSize != 0)
    unmapGuestStack(thread.stack);
  thread.stack = *stack;
  thread.guestTop = thread.stack.top;
  thread.stackSize = size;
  thread.usualStackSize = thread.isSanitized ? 0 : size;
  return nullptr;
}

wasmc_error *exceptionError(const HostThread &thread, const abi::Exception &exception) {
  Text text("uncaught exception: ");
  ReportText *description = hostAllocateArray<ReportText>(1);
  if (description) {
    describeException(*description, exception);
    text.append(description->text());
    hostFree(description);
  }
  Text backtrace = thread.trace.exception == &exception ? backtraceText(thread.trace) : Text();
  return makeError(WASMC_EXCEPTION, static_cast<Text &&>(text), static_cast<Text &&>(backtrace));
}

wasmc_error *explain(const HostThread &thread, const GuestCall &call, const abi::Exception *exception) {
  switch (call.stop) {
  case Stop::Failed: return call.error;
  case Stop::Exited: return exitError(call.exitStatus);
  case Stop::CannotPass: return cannotPass();
  case Stop::CalleeBusy: return errorOf(WASMC_BUSY, "the instance that is called runs on another thread");
  case Stop::CalleePoisoned: return errorOf(WASMC_POISONED, "the instance that is called was stopped in the middle");
  case Stop::Interrupted: return makeError(WASMC_INTERRUPTED, Text("interrupted"), backtraceText(thread.trace));
  case Stop::TimedOut: return makeError(WASMC_TIMEOUT, Text(trapText(TrapCode::Timeout)), backtraceText(thread.trace));
  case Stop::None: break;
  }
  if (exception)
    return exceptionError(thread, *exception);
  return makeError(WASMC_TRAP, Text(trapText(call.code)), backtraceText(thread.trace));
}

// It may have been about to make an object: behind that nothing is found any more, so nothing is to follow.
void stopInMiddle(wasmc_instance &instance) {
  setPoisoned(instance, true);
  instance.region = {};
}

// All whose code was stopped in the middle. Where nobody caught an exception handlers have been asked, up to the call: if that was
// all of one instance, it is as consistent as its handlers have left it.
void poison(wasmc_instance &instance, const GuestCall &call, bool isException) {
  if (!isException || call.crossCalls)
    stopInMiddle(instance);
  for (const CrossCall *cross = call.crossCalls; cross; cross = cross->outer) {
    stopInMiddle(*cross->instance);
    if (cross->isOutermost)
      cross->instance->activity.leave();
  }
}

[[gnu::cold, gnu::noinline]] wasmc_error *failed(HostThread &thread, wasmc_instance &instance, GuestCall &call, bool hasBegun) {
  if (!hasBegun)
    thread.trace.count = 0;
  wasmc_error *error = explain(thread, call, call.thrown);
  if (call.thrown)
    (call.crossCalls ? *call.crossCalls->instance : instance).exceptions.release(*call.thrown);
  if (hasBegun)
    poison(instance, call, call.thrown && call.stop == Stop::None);
  return error;
}

[[gnu::cold, gnu::noinline]] wasmc_error *refusal(HostThread &thread, const wasmc_instance &instance) {
  if (thread.landing && depthOf(thread) >= mostNested)
    return errorOf(WASMC_TRAP, trapText(TrapCode::CallStackExhausted));
  return thread.landing ? nullptr : prepareStack(thread, instance.stackSize);
}

Result<bool> begin(HostThread &thread, GuestCall &call, uint64_t timeout) {
  return timeout ? beginTimedCall(thread, call, timeout) : Result<bool>(beginCall(thread, call));
}

}  // namespace

// Any call, with a record of its own.
wasmc_error *callGuest(wasmc_instance &instance, void *run, void *first, void *second) {
  HostThread &thread = hostThread;
  if (wasmc_error *error = refusal(thread, instance))
    return error;
  Activity::Entry entry = instance.activity.enter(thread.id);
  if (entry == Activity::Entry::Busy)
    return errorOf(WASMC_BUSY, "the instance runs on another thread");
  if (isPoisoned(instance)) {
    if (entry == Activity::Entry::Outermost)
      instance.activity.leave();
    return errorOf(WASMC_POISONED, "the instance was stopped in the middle: it must be reset");
  }
  GuestCall call;
  call.exception = &call.thrown;
  call.activity = &instance.activity;
  uint8_t *top = thread.guestTop;
  Result<bool> mayRun = begin(thread, call, instance.timeout);
  bool hasBegun = mayRun && *mayRun;
  bool hasReturned = hasBegun && enterGuest(thread, run, first, second, &call);
  thread.guestTop = top;
  endCall(thread, call);
  wasmc_error *error = nullptr;
  if (!mayRun)
    error = errorOf(WASMC_SYSTEM, "cannot watch the deadline: error ", Decimal(mayRun.errorNumber().code));
  else if (!hasReturned)
    error = failed(thread, instance, call, hasBegun);
  if (entry == Activity::Entry::Outermost)
    instance.activity.leave();
  return error;
}

wasmc_error *prepareThread() {
  if (Result<void> done = attachThread(); !done)
    return errorOf(WASMC_SYSTEM, "cannot prepare the thread for guests: error ", Decimal(done.errorNumber().code));
  return nullptr;
}

extern "C" {
// calls.S
void usualLandingPoint();

// What it leaves to others: a call that is not a usual one, and the end of one that has not returned, or that somebody wants to
// end.
wasmc_error *callUnusually(wasmc_function *function, wasmc_value *slots);
wasmc_error *endUsualCall(GuestCall *call, bool hasReturned);
}

void prepareUsualCall(wasmc_instance &instance) {
  GuestCall &call = instance.usualCall;
  call = {};
  call.point = usualLandingPoint;
  call.exception = &call.thrown;
  call.activity = &instance.activity;
}

wasmc_error *endUsualCall(GuestCall *call, bool hasReturned) {
  HostThread &thread = hostThread;
  wasmc_instance &instance = instanceOf(*call->activity);
  thread.guestTop = thread.stack.top;
  endCall(thread, *call);
  wasmc_error *error = hasReturned ? nullptr : failed(thread, instance, *call, /*hasBegun=*/true);
  prepareUsualCall(instance);
  instance.activity.leave();
  return error;
}

namespace {

wasmc_error *callFunction(wasmc_function &function, abi::Value *slots) {
  return callGuest(*function.instance, reinterpret_cast<void *>(function.invoke),
                   const_cast<abi::FuncRef *>(function.function), slots);
}

wasmc_error *callConverted(wasmc_function &function, abi::Value *slots) {
  const abi::TypeDesc &type = *function.type;
  wasmc_instance &instance = *function.instance;
  if (!toGuest(instance, type.parameters, type.parameterCount, slots))
    return errorOf(WASMC_INVALID, "an argument that is a reference of another type, or does not belong to the instance");
  if (wasmc_error *error = callFunction(function, slots))
    return error;
  if (!toHost(instance, type.results, type.resultCount, slots))
    return errorOf(WASMC_INVALID,
                   "a result that the host can't have: an externref that the guest has made of an object of its own");
  return nullptr;
}

}  // namespace

wasmc_error *callUnusually(wasmc_function *function, wasmc_value *slots) {
  auto *values = reinterpret_cast<abi::Value *>(slots);
  return function->hasReferences ? callConverted(*function, values) : callFunction(*function, values);
}

}  // namespace wasmc::rt

using namespace wasmc;
using namespace wasmc::rt;

wasmc_error *wasmc_call(wasmc_instance *instance, const char *name, const wasmc_value *arguments, size_t argumentCount,
                        wasmc_value *results, size_t resultCount) {
  wasmc_function *function = wasmc_instance_function(instance, name);
  if (!function)
    return errorOf(WASMC_INVALID, "there is no exported function ", name);
  uint64_t parameterCount = function->type->parameterCount, count = function->type->resultCount;
  if (parameterCount != argumentCount || count != resultCount)
    return errorOf(WASMC_INVALID, name, " takes ", Decimal(parameterCount), " arguments and has ", Decimal(count), " results");
  constexpr uint64_t usual = 16;
  wasmc_value few[usual];
  uint64_t needed = parameterCount > count ? parameterCount : count;
  wasmc_value *slots = needed <= usual ? few : hostAllocateArray<wasmc_value>(needed);
  if (!slots)
    return noMemory();
  for (uint64_t i = 0; i < parameterCount; ++i)
    slots[i] = arguments[i];
  wasmc_error *error = wasmc_function_call(function, slots);
  for (uint64_t i = 0; !error && i < count; ++i)
    results[i] = slots[i];
  if (slots != few)
    hostFree(slots);
  return error;
}
