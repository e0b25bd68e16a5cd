#include "rt/threads/GuestStack.h"

#include "rt/core/Message.h"
#include "rt/sys/linux/mmap.h"
#include "rt/sys/linux/mprotect.h"

namespace wasmc::rt {

namespace {

uint64_t stackSize = guestStackSize;

}  // namespace

void setGuestStackSize(uint64_t size) { stackSize = size; }

Result<StackBounds> mapGuestStack() { return mapGuestStack(stackSize); }

Result<StackBounds> mapGuestStack(uint64_t size) {
  constexpr uint64_t mask = 65535;  // the largest page size of a supported kernel, less one
  size = (size + mask) & ~mask;
  // MAP_STACK keeps huge pages out of it (kernel 6.7 and newer): the first call would otherwise zero 2 MiB.
  constexpr int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK;
  Result<void *> mapping = sys::mmap(nullptr, guestStackGuardSize + size, PROT_NONE, flags);
  if (!mapping)
    return mapping.errorNumber();
  auto *begin = static_cast<uint8_t *>(*mapping);
  StackBounds stack = {.guardBegin = begin, .guardEnd = begin + guestStackGuardSize, .top = begin + guestStackGuardSize + size};
  if (Result<void> done = sys::mprotect(stack.guardEnd, size, PROT_READ | PROT_WRITE); !done) {
    unmapGuestStack(stack);
    return done.errorNumber();
  }
  return stack;
}

void unmapGuestStack(const StackBounds &stack) {
  (void)sys::munmap(stack.guardBegin, static_cast<size_t>(stack.top - stack.guardBegin));
}

StackBounds allocateGuestStack() {
  Result<StackBounds> stack = mapGuestStack();
  if (!stack)
    fatalError("cannot allocate a stack of ", Decimal(stackSize), " bytes");
  return *stack;
}

}  // namespace wasmc::rt
