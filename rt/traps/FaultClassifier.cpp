#include "rt/traps/FaultClassifier.h"

#include "rt/abi/Layout.h"
#include "rt/traps/GuardedMemories.h"
#include "rt/traps/GuestCode.h"
#include "rt/traps/TrapSignals.h"

namespace wasmc::rt {

namespace {

bool isStackEnd(uint64_t address, const StackBounds &guestStack) {
  return address >= reinterpret_cast<uint64_t>(guestStack.guardBegin) && address < reinterpret_cast<uint64_t>(guestStack.top);
}

// Whether the access was the guest's own, or one of a memory function on the guest's behalf.
bool isGuestAccess(Cursor origin) {
  uint64_t pc = origin.instruction();
  return isGuestCode(pc) || (isMemoryFunction(pc) && origin.step() && isGuestCode(origin.instruction()));
}

// The address that an access stands for. One that adds base and index in 32 bits (codegen/target/NarrowAddresses.h) wraps to below
// the memory where it would have met the memory's guard.
uint64_t addressOf(const Fault &fault, uint64_t pc) {
  bool wrapped = fault.address < abi::fixedMemoryBase && isGuestCode(pc) && wrapsAddresses(guestCodeAt(pc));
  return fault.address + (wrapped ? uint64_t{1} << 32 : 0);
}

bool isTrapInstruction(uint64_t pc, TrapCode &code) {
  uint32_t number = 0;
  if (!isGuestCode(pc) || !decodeTrap(guestCodeAt(pc), number) || number >= trapCodeCount)
    return false;
  code = static_cast<TrapCode>(number);
  return true;
}

}  // namespace

// SIGBUS is never the guest's: guard pages raise SIGSEGV, SIGBUS means that a mapped file shrank or that memory is defective.
bool isGuestTrap(const Fault &fault, const Cursor &origin, const StackBounds &guestStack, TrapCode &code) {
  if (fault.signal == trapSignal)
    return isTrapInstruction(origin.instruction(), code);
  if (fault.signal != SIGSEGV)
    return false;
  if (isStackEnd(fault.address, guestStack)) {  // in the runtime too: host calls run on the guest's stack
    code = TrapCode::CallStackExhausted;
    return true;
  }
  uint64_t address = addressOf(fault, origin.instruction());
  if (address < sizeof(abi::FuncRef)) {  // of a null reference: no memory lies there
    code = TrapCode::NullFunction;
    return isGuestCode(origin.instruction());
  }
  code = TrapCode::OutOfBoundsMemory;
  return isGuestAccess(origin) && isMemoryGuard(address);
}

}  // namespace wasmc::rt
