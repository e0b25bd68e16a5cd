#include "rt/host/HostFunction.h"

#include "rt/host/Instance.h"
#include "rt/host/StackSwitch.h"
#include "rt/host/Values.h"

namespace wasmc::rt {

namespace {

[[noreturn]] void endGuest(GuestCall &call, wasmc_error *error) {
  call.stop = Stop::Failed;
  call.error = error;
  resumeAtLanding(&call);
}

wasmc_error *cannotPass() { return errorOf(WASMC_INVALID, "a reference that can't be passed to where it does not belong"); }

// What a function of WASI may need of the guest stack, the C library's included. Where there is less the stack is exhausted here, before
// anything is held that a trap would not release.
constexpr ptrdiff_t stackReserve = 48 << 10;
[[gnu::always_inline]] inline void touchStack() {
  (void)*static_cast<volatile uint8_t *>(static_cast<uint8_t *>(__builtin_frame_address(0)) - stackReserve);
}

// The callback behind an import, with values as they are.
[[gnu::always_inline]] inline void callBack(const ImportedFunction &function, abi::Value *slots) {
  HostThread &thread = hostThread;
  GuestCall &call = *currentCall(thread);
  wasmc_instance &importer = *function.importer;
  const Definition &definition = *function.definition;
  auto *callback = reinterpret_cast<void *(*)(void *, void *, void *)>(definition.callback);  // pointers all, in both
  importer.usesHost = true;
  enterHost(call);
  uint8_t *top = thread.guestTop;
  void *error =
      callOnHostStack(thread, callback, definition.data, &importer, slots, reinterpret_cast<uint8_t *>(call.stackPointer));
  thread.guestTop = top;
  if (error) [[unlikely]]
    endGuest(call, static_cast<wasmc_error *>(error));
  leaveHost(thread, call);
}

[[gnu::noinline]] void callBackConverted(const ImportedFunction &function, abi::Value *slots) {
  wasmc_instance &importer = *function.importer;
  const abi::TypeDesc &type = *function.type;
  if (!toHost(importer, type.parameters, type.parameterCount, slots))
    endGuest(*currentCall(hostThread), cannotPass());
  callBack(function, slots);
  if (!toGuest(importer, type.results, type.resultCount, slots))
    endGuest(*currentCall(hostThread), cannotPass());
}

}  // namespace

void callHost(void *data, abi::Value *slots) {
  auto &function = *static_cast<const ImportedFunction *>(data);
  if (function.hasReferences) [[unlikely]]
    return callBackConverted(function, slots);
  callBack(function, slots);
}

// A trap in it ends the whole call: then both instances have been stopped in the middle, which the list of cross calls tells.
void callOther(void *data, abi::Value *slots) {
  auto &function = *static_cast<ImportedFunction *>(data);
  HostThread &thread = hostThread;
  GuestCall &call = *currentCall(thread);
  wasmc_instance &other = *function.definition->instance;
  function.importer->usesHost = true;
  if (other.isPoisoned)
    endGuest(call, errorOf(WASMC_POISONED, "the instance that is called was stopped in the middle"));
  Activity::Entry entry = other.activity.enter(thread.id);
  if (entry == Activity::Entry::Busy)
    endGuest(call, errorOf(WASMC_BUSY, "the instance that is called runs on another thread"));
  CrossCall cross = {&other, entry == Activity::Entry::Outermost, call.crossCalls};
  orderForSignals();
  call.crossCalls = &cross;
  invoke(typesOf(other), *function.target, slots);
  call.crossCalls = cross.outer;
  if (cross.isOutermost)
    other.activity.leave();
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
