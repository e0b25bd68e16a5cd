#include "rt/host/HostFunction.h"

#include "rt/host/Instance.h"
#include "rt/host/StackSwitch.h"
#include "rt/host/Values.h"
#include "rt/unwind/Registers.h"

namespace wasmc::rt {

namespace {

[[noreturn]] void endGuest(GuestCall &call, wasmc_error *error) {
  call.stop = Stop::Failed;
  call.error = error;
  resumeAtLanding(&call);
}

wasmc_error *cannotPass() { return errorOf(WASMC_INVALID, "a reference that can't be passed to where it does not belong"); }

void *runCallback(void *data, void *caller, void *slots) {
  const Definition &definition = *static_cast<const Definition *>(data);
  return definition.callback(definition.data, static_cast<wasmc_instance *>(caller), static_cast<wasmc_value *>(slots));
}

// What a function of WASI, or making references for the host, may need of the guest stack, the C library's included. Where there is less the stack is exhausted here, before
// anything is held that a trap would not release.
constexpr ptrdiff_t stackReserve = 48 << 10;
[[gnu::always_inline]] inline void touchStack() {
  (void)*static_cast<volatile uint8_t *>(static_cast<uint8_t *>(__builtin_frame_address(0)) - stackReserve);
}

// The host is running when it returns: leaveHost.
[[gnu::always_inline]] inline wasmc_error *runInHost(HostThread &thread, GuestCall &call, ImportedFunction &function,
                                                     abi::Value *slots) {
  enterHost(call);
  uint8_t *top = thread.guestTop;
  void *error = callOnHostStack(thread, runCallback, function.definition, function.importer, slots,
                                reinterpret_cast<uint8_t *>(call.stackPointer));
  thread.guestTop = top;
  return static_cast<wasmc_error *>(error);
}

[[gnu::noinline]] void callConverted(HostThread &thread, GuestCall &call, ImportedFunction &function, abi::Value *slots) {
  touchStack();
  wasmc_instance &importer = *function.importer;
  const abi::TypeDesc &type = *function.type;
  if (!toHost(importer, type.parameters, type.parameterCount, slots))
    endGuest(call, cannotPass());
  TakenReferences taken;
  taken.take(importer, type.parameters, type.parameterCount, slots);
  wasmc_error *error = runInHost(thread, call, function, slots);
  if (!error)
    taken.take(importer, type.results, type.resultCount, slots);
  bool isPossible = !error && toGuest(importer, type.results, type.resultCount, slots);
  taken.release();
  if (error)
    endGuest(call, error);
  leaveHost(thread, call);
  if (!isPossible)
    endGuest(call, cannotPass());
}

// Whether an instance of other types can have these, references to what is the host's: the guest may have made one of an object.
bool canCross(const abi::ValueType *types, uint64_t count, const abi::Value *slots) {
  for (uint64_t i = 0; i < count; ++i)
    if (types[i].kind == abi::ValueKind::Ref && isObject(slots[i].i64))
      return false;
  return true;
}

}  // namespace

// Where the guest has objects, references to them may be in registers that calls preserve: these are kept on the guest stack, where
// the collector looks, for the host may call the guest again.
void callHost(void *data, abi::Value *slots) {
  auto &function = *static_cast<ImportedFunction *>(data);
  HostThread &thread = hostThread;
  GuestCall &call = *currentCall(thread);
  wasmc_instance &importer = *function.importer;
  importer.usesHost = true;
  Registers kept;
  if (importer.heap.isUp())
    captureRegisters(kept);
  if (function.hasReferences)
    return callConverted(thread, call, function, slots);
  if (wasmc_error *error = runInHost(thread, call, function, slots))
    endGuest(call, error);
  leaveHost(thread, call);
}

// As with callHost, for what is called may call the host. A trap in it ends the whole call: then both instances have been stopped in the middle, which the list of cross calls tells.
void callOther(void *data, abi::Value *slots) {
  auto &function = *static_cast<ImportedFunction *>(data);
  HostThread &thread = hostThread;
  GuestCall &call = *currentCall(thread);
  wasmc_instance &other = *function.definition->instance;
  function.importer->usesHost = true;
  Registers kept;
  if (function.importer->heap.isUp())
    captureRegisters(kept);
  const abi::TypeDesc &type = *function.targetType;
  if (function.hasReferences && !canCross(type.parameters, type.parameterCount, slots))
    endGuest(call, cannotPass());
  if (other.isPoisoned)
    endGuest(call, errorOf(WASMC_POISONED, "the instance that is called was stopped in the middle"));
  Activity::Entry entry = other.activity.enter(thread);
  if (entry == Activity::Entry::Busy)
    endGuest(call, errorOf(WASMC_BUSY, "the instance that is called runs on another thread"));
  CrossCall cross = {&other, entry == Activity::Entry::Outermost, call.crossCalls};
  orderForSignals();
  call.crossCalls = &cross;
  invoke(typesOf(other), *function.target, slots);
  call.crossCalls = cross.outer;
  if (cross.isOutermost)
    other.activity.leave();
  if (function.hasReferences && !canCross(type.results, type.resultCount, slots))
    endGuest(call, cannotPass());
}

void callWasi(void *data, abi::Value *slots) {
  touchStack();
  auto &function = *static_cast<ImportedFunction *>(data);
  wasmc_instance &importer = *function.importer;
  importer.usesHost = true;
  wasi::WasiCaller caller = {importer.wasi, importer.parts[function.part].memory};
  function.wasi->call(&caller, slots);
}

}  // namespace wasmc::rt
