// What happens between exec and the guest's first instruction, in order.
#include "rt/abi/Layout.h"
#include "rt/core/Message.h"
#include "rt/core/Process.h"
#include "rt/instance/Instance.h"
#include "rt/memory/Memory.h"
#include "rt/sandbox/KernelSandbox.h"
#include "rt/sandbox/Policy.h"
#include "rt/start/ProcessStack.h"
#include "rt/start/Relocation.h"
#include "rt/tables/Table.h"
#include "rt/threads/GuestStack.h"
#include "rt/traps/Deadline.h"
#include "rt/traps/TrapHandlers.h"

extern "C" {
// Defined by generated code.
[[gnu::visibility("hidden")]] extern const wasmc::abi::Program wasmc_program;

// Ends the program if this CPU lacks what its code needs. Weak: code for the baseline is linked without it.
[[gnu::weak, gnu::visibility("hidden")]] void wasmc_check_cpu();

// Grants what the policy allows to WASI. Weak: a program that imports nothing of WASI is linked without it.
[[gnu::weak, gnu::visibility("hidden")]] void wasmc_wasi_start(const wasmc::rt::sandbox::Policy &policy);

// Brings the heap up (rt/gc). Weak: a program that makes no objects is linked without it. 0: no limit is given.
[[gnu::weak, gnu::visibility("hidden")]] void wasmc_gc_start(uint64_t limit, bool isStressed);
// Limits the memory of exceptions that are no objects (rt/exceptions). Weak, and 0, as before.
[[gnu::weak, gnu::visibility("hidden")]] void wasmc_exceptions_start(uint64_t limit);
}

namespace wasmc::rt {

namespace {

void applyLimits(const sandbox::Policy &policy) {
  if (policy.maxMemory)
    processMemories().limit = policy.maxMemory;
  if (policy.avoidsHugePages)
    processMemories().usesHugePages = false;
  if (policy.maxTable)
    limitTables(policy.maxTable);
  if (policy.maxStack)
    setGuestStackSize(policy.maxStack);
  if (int64_t *fuel = wasmc_program.fuel)
    *fuel = policy.fuel ? static_cast<int64_t>(policy.fuel) : INT64_MAX;
  else if (policy.fuel)
    fatalError("--fuel: this executable does not count instructions; give the option to wasmc, too");
}

}  // namespace

// Called by _start when the executable is relocated, on the stack that the kernel made.
extern "C" [[noreturn]] void startProgram(uint64_t *initialStack) {
  setProcess(initialStack);
  protectRelocatedData();
  if (wasmc_check_cpu)
    wasmc_check_cpu();

  const sandbox::Policy &policy = sandbox::loadPolicy(StringView(wasmc_program.policy, wasmc_program.policySize), process().envp);
  applyLimits(policy);
  bringUpInstance(wasmc_program);
  Result<StackBounds> processStack = useProcessStack(policy.maxStack ? policy.maxStack : guestStackSize);
  StackBounds guestStack = processStack ? *processStack : allocateGuestStack();
  installTrapHandlers(guestStack);
  if (wasmc_program.prepareThreads)
    wasmc_program.prepareThreads();
  if (wasmc_gc_start)
    wasmc_gc_start(policy.maxHeap, policy.stressesCollector);
  if (wasmc_exceptions_start)
    wasmc_exceptions_start(policy.maxHeap);
  if (policy.timeout)
    startDeadline(policy.timeout);
  if (wasmc_wasi_start)
    wasmc_wasi_start(policy);
  sandbox::enterKernelSandbox(policy, {.memories = {wasmc_program.memories, wasmc_program.memoryCount},
                                       .mappedStack = processStack ? StackBounds() : guestStack});

  callOnStack(wasmc_program.run, guestStack.top);
  exitProcess(0);
}

}  // namespace wasmc::rt
