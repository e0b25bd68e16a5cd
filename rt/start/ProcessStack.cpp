// Source: exec and the growth of stacks in the kernel, fs/exec.c (setup_arg_pages), mm/util.c (mmap_base) and mm/vma.c
// (acct_stack_growth); getrlimit(2), RLIMIT_STACK; getauxval(3), AT_EXECFN.
#include "rt/start/ProcessStack.h"

#include "rt/core/Process.h"
#include "rt/sys/linux/prlimit.h"
#include "rt/threads/GuestStack.h"

#include <linux/auxvec.h>
#include <linux/errno.h>

namespace wasmc::rt {

namespace {

// Exec maps 128 KiB below what it has written, whatever the limit becomes afterwards.
constexpr uint64_t leastSize = uint64_t{1} << 20;

// The name of the executed file is the last that exec writes on the stack, but for a word.
Result<uint64_t> endOfStack() {
  auto *name = reinterpret_cast<const char *>(auxiliaryValue(AT_EXECFN, 0));
  if (!name)
    return Errno{ENOENT};
  uint64_t end = reinterpret_cast<uint64_t>(name) + StringView(name).size() + 1 + sizeof(uint64_t), mask = pageSize() - 1;
  return (end + mask) & ~mask;
}

}  // namespace

// Not inlined: what it calls the frame of its own lies below its caller's, with room for callOnStack's.
[[gnu::noinline]] Result<StackBounds> useProcessStack(uint64_t size) {
  if (size < leastSize)
    return Errno{EINVAL};
  Result<rlimit64> limit = sys::limitOf(RLIMIT_STACK);
  if (!limit)
    return limit.errorNumber();
  if ((*limit).rlim_cur < size)  // for so much, and a mebibyte, exec has left room
    return Errno{ENOMEM};
  Result<uint64_t> end = endOfStack();
  if (!end)
    return end.errorNumber();
  uint64_t top = (reinterpret_cast<uint64_t>(__builtin_frame_address(0)) - 64) & ~uint64_t{15};
  uint64_t lowest = (top - size) & ~(pageSize() - 1);
  rlimit64 wanted = {.rlim_cur = *end - lowest, .rlim_max = (*limit).rlim_max};
  if (Result<void> done = sys::setLimit(RLIMIT_STACK, wanted); !done)  // EINVAL: more than the larger of the two
    return done.errorNumber();
  return StackBounds{.guardBegin = reinterpret_cast<uint8_t *>(lowest - guestStackGuardSize),
                     .guardEnd = reinterpret_cast<uint8_t *>(lowest),
                     .top = reinterpret_cast<uint8_t *>(top)};
}

}  // namespace wasmc::rt
