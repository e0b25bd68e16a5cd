// In place of ../Start.cpp where there is a C library, for sanitizers: the script runs on a thread of its own, whose stack is the
// guest's, so that AddressSanitizer knows that stack.
#include "rt/core/Message.h"
#include "rt/core/Process.h"
#include "rt/core/ThreadState.h"
#include "rt/hosted/HostedThread.h"
#include "rt/sys/linux/kill.h"
#include "rt/threads/GuestStack.h"
#include "tools/wasmc-wast/driver/Run.h"

namespace wasmc::driver {

using namespace rt;

namespace {

void *run(void *stack) {
  currentThread().id = sys::gettid();  // not the process's, as a first thread's would be
  runExecutable(*static_cast<StackBounds *>(stack));
}

}  // namespace

// Faults are the runtime's, and the stacks that it handles them on; the script and what is behind it are never freed.
extern "C" const char *__asan_default_options() {
  return "handle_segv=0:handle_sigbus=0:handle_sigill=0:use_sigaltstack=0:detect_stack_use_after_return=0:detect_leaks=0";
}

}  // namespace wasmc::driver

// argv lies on the stack that the kernel made, right behind argc (System V ABI, "Process Initialization").
extern "C" int main(int, char **argv) {
  using namespace wasmc;
  rt::setProcess(reinterpret_cast<uint64_t *>(argv) - 1);
  rt::StackBounds stack = rt::allocateGuestStack();
  rt::HostedThread thread;
  if (rt::Result<void> done = rt::startHostedThread(thread, stack, driver::run, &stack); !done)
    rt::fatalError("cannot start a thread: error ", rt::Decimal(done.errorNumber().code));
  rt::joinHostedThread(thread);  // it ends the process
  return 1;
}
