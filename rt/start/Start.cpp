// What happens between exec and the guest's first instruction, in order.
#include "rt/abi/Layout.h"
#include "rt/core/Process.h"
#include "rt/instance/Instance.h"
#include "rt/sandbox/KernelSandbox.h"
#include "rt/sandbox/Policy.h"
#include "rt/start/Relocation.h"
#include "rt/threads/GuestStack.h"
#include "rt/traps/TrapHandlers.h"

extern "C" {
// Defined by generated code.
[[gnu::visibility("hidden")]] extern const wasmc::abi::Program wasmc_program;

// Grants what the policy allows to WASI. Weak: a program that imports nothing of WASI is linked without it.
[[gnu::weak, gnu::visibility("hidden")]] void wasmc_wasi_start(const wasmc::rt::sandbox::Policy &policy);
}

namespace wasmc::rt {

// Called by _start when the executable is relocated, on the stack that the kernel made.
extern "C" [[noreturn]] void startProgram(uint64_t *initialStack) {
  setProcess(initialStack);
  protectRelocatedData();

  const sandbox::Policy &policy = sandbox::loadPolicy(StringView(wasmc_program.policy, wasmc_program.policySize), process().envp);
  bringUpInstance(wasmc_program);
  StackBounds guestStack = allocateGuestStack();
  installTrapHandlers(guestStack);
  if (wasmc_wasi_start)
    wasmc_wasi_start(policy);
  sandbox::enterKernelSandbox(policy, {{wasmc_program.memories, wasmc_program.memoryCount}, guestStack}, false);

  callOnStack(wasmc_program.run, guestStack.top);
  exitProcess(0);
}

}  // namespace wasmc::rt
