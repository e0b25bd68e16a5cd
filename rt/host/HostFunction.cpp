#include "rt/host/HostFunction.h"

#include "rt/host/CallLayout.h"
#include "rt/host/Instance.h"
#include "rt/host/StackSwitch.h"
#include "rt/host/Values.h"

namespace wasmc::rt {

namespace {

[[noreturn]] void endGuest(GuestCall &call, Stop why, wasmc_error *error = nullptr) {
  call.stop = why;
  call.error = error;
  resumeAtLanding(&call);
}

// What the functions below need of the guest stack. Where there is less the stack is exhausted at their beginning, before the host counts as
// running, or anything is held that a trap would not release: for entering another instance, or leaving the stack, AddressSanitizer's
// part in it included; for a function of WASI, the C library's included.
constexpr ptrdiff_t leavingReserve = WASMC_LEAVING_RESERVE, wasiReserve = 48 << 10;
template <ptrdiff_t reserve> [[gnu::always_inline]] inline void touchStack() {
  (void)*static_cast<volatile uint8_t *>(static_cast<uint8_t *>(__builtin_frame_address(0)) - reserve);
}

// --- On the thread's own stack

// Of a function that takes or returns references: those that are made for the host take the C library's memory.
void *runConverted(void *data, void *caller, void *values) {
  auto &function = *static_cast<ImportedFunction *>(data);
  auto *slots = static_cast<abi::Value *>(values);
  auto &importer = *static_cast<wasmc_instance *>(caller);
  const abi::TypeDesc &type = *function.type;
  if (!toHost(importer, type.parameters, type.parameterCount, slots))
    return cannotPass();
  TakenReferences taken;
  taken.take(importer, type.parameters, type.parameterCount, slots);
  wasmc_error *error = function.definition->callback(function.definition->data, &importer, static_cast<wasmc_value *>(values));
  if (!error) {
    taken.take(importer, type.results, type.resultCount, slots);
    if (!toGuest(importer, type.results, type.resultCount, slots))
      error = cannotPass();
  }
  taken.release();
  return error;
}

// run(data, importer, slots) on the thread's own stack.
[[gnu::always_inline]] inline void callHostFunction(ImportedFunction &function, void *(*run)(void *, void *, void *), void *data,
                                                    abi::Value *slots) {
  touchStack<leavingReserve>();
  HostThread &thread = hostThread;
  GuestCall &call = *currentCall(thread);
  function.importer->usesHost = true;
  enterHost(call);
  uint8_t *top = thread.guestTop;
  uint64_t usualStackSize = thread.usualStackSize;
  thread.usualStackSize = 0;
  void *error = callOnHostStack(thread, run, data, function.importer, slots, reinterpret_cast<uint8_t *>(call.stackPointer));
  thread.usualStackSize = usualStackSize;
  thread.guestTop = top;
  if (error) [[unlikely]]
    endGuest(call, Stop::Failed, static_cast<wasmc_error *>(error));
  leaveHost(thread, call);
}

// Whether an instance of other types can have these, references to what is the host's: the guest may have made one of an object.
bool canCross(const abi::ValueType *types, uint64_t count, const abi::Value *slots) {
  for (uint64_t i = 0; i < count; ++i)
    if (types[i].kind == abi::ValueKind::Ref && isObject(slots[i].i64))
      return false;
  return true;
}

}  // namespace

extern "C" {
// What callHost leaves to others, on the guest stack: the callback has failed, or the call is to end.
[[noreturn]] void endWithError(wasmc_error *error) { endGuest(*currentCall(hostThread), Stop::Failed, error); }
void endAsInterrupted() { endIfInterrupted(hostThread); }
}

void callHostSanitized(void *data, abi::Value *slots) {
  auto &function = *static_cast<ImportedFunction *>(data);
  const Definition &definition = *function.definition;
  auto *callback = reinterpret_cast<void *(*)(void *, void *, void *)>(definition.callback);  // pointers all, in both
  callHostFunction(function, callback, definition.data, slots);
}

void callHostWithReferences(void *data, abi::Value *slots) {
  callHostFunction(*static_cast<ImportedFunction *>(data), runConverted, data, slots);
}

// A trap in it ends the whole call: then both instances have been stopped in the middle, which the list of cross calls tells.
void callOther(void *data, abi::Value *slots) {
  touchStack<leavingReserve>();
  auto &function = *static_cast<ImportedFunction *>(data);
  HostThread &thread = hostThread;
  GuestCall &call = *currentCall(thread);
  wasmc_instance &other = *function.definition->instance;
  function.importer->usesHost = true;
  const abi::TypeDesc &type = *function.targetType;
  if (function.hasReferences && !canCross(type.parameters, type.parameterCount, slots))
    endGuest(call, Stop::CannotPass);
  Activity::Entry entry = other.activity.enter(thread.id);
  if (entry == Activity::Entry::Busy)
    endGuest(call, Stop::CalleeBusy);
  bool isOutermost = entry == Activity::Entry::Outermost;
  if (isPoisoned(other)) {
    if (isOutermost)
      other.activity.leave();
    endGuest(call, Stop::CalleePoisoned);
  }
  CrossCall cross = {&other, isOutermost, call.crossCalls};
  orderForSignals();
  call.crossCalls = &cross;
  invoke(typesOf(other), *function.target, slots);
  call.crossCalls = cross.outer;
  if (isOutermost)
    other.activity.leave();
  if (function.hasReferences && !canCross(type.results, type.resultCount, slots))
    endGuest(call, Stop::CannotPass);
}

void callWasi(void *data, abi::Value *slots) {
  touchStack<wasiReserve>();
  auto &function = *static_cast<ImportedFunction *>(data);
  wasmc_instance &importer = *function.importer;
  importer.usesHost = true;
  wasi::WasiCaller caller = {importer.wasi, importer.parts[function.part].memory};
  function.wasi->call(&caller, slots);
}

}  // namespace wasmc::rt
