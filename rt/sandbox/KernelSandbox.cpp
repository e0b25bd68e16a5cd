#include "rt/sandbox/KernelSandbox.h"

#include "rt/abi/SystemCallFilter.h"
#include "rt/core/Message.h"
#include "rt/core/Process.h"
#include "rt/sandbox/Landlock.h"
#include "rt/sandbox/Sealing.h"
#include "rt/sys/linux/prctl.h"
#include "rt/sys/linux/seccomp.h"

#include <asm/unistd.h>

// The numbers that wasmc knows the calls by are this CPU's.
#if defined(__x86_64__)
#define WASMC_SYSTEM_CALL(name, x86_64, aarch64, rule) static_assert(__NR_##name == x86_64);
#elif defined(__aarch64__)
#define __NR_arch_prctl -1
#define WASMC_SYSTEM_CALL(name, x86_64, aarch64, rule) static_assert(__NR_##name == aarch64);
#endif
#ifndef __NR_mseal
#define __NR_mseal 462
#endif
#include "rt/sandbox/SystemCalls.def"
#undef WASMC_SYSTEM_CALL

extern "C" {
// Weak: only wasmc makes one.
[[gnu::weak, gnu::visibility("hidden")]] extern wasmc::abi::SystemCallFilter wasmc_filter;
}

namespace wasmc::rt::sandbox {

namespace {

static_assert(sizeof(abi::FilterInstruction) == sizeof(sock_filter) &&
              offsetof(abi::FilterInstruction, operand) == offsetof(sock_filter, k));

bool hasFilter() { return &wasmc_filter != nullptr; }

// Without directories the calls that take paths have nothing to act on.
Result<void> installFilter(bool hasDirectories) {
  auto *filter = reinterpret_cast<sock_filter *>(&wasmc_filter + 1);
  if (wasmc_filter.pathsDecision && !hasDirectories)
    filter[wasmc_filter.pathsDecision].k = SECCOMP_RET_KILL_PROCESS;
  if (wasmc_filter.processId)
    filter[wasmc_filter.processId].k = static_cast<uint32_t>(process().id);
  return sys::setSystemCallFilter({filter, wasmc_filter.size});
}

// What the kernel lacks is the user's decision.
class Mechanisms {
public:
  explicit Mechanisms(bool required) : required(required) {}

  bool check(StringView name, Result<void> done) const {
    if (!done && required)
      fatalError("--require-kernel-sandbox: this kernel refuses ", name, " (error ", Decimal(done.errorNumber().code), ")");
    return done.ok();
  }

private:
  bool required;
};

}  // namespace

void keepTree(int directory, bool readOnly) {
  if (hasFilter() && wasmc_filter.pathsDecision)
    addTree(directory, readOnly);
}

void enterKernelSandbox(const Policy &policy, const Surroundings &surroundings) {
  if (!hasFilter())
    return;
  Mechanisms mechanisms(policy.requiresKernelSandbox);
  mechanisms.check("no_new_privs", sys::setNoNewPrivileges());
  if (wasmc_filter.changesMappings) {
    mechanisms.check("MDWE", sys::refuseExecutableMappings());
    mechanisms.check("mseal", sealMappings(surroundings.memories, surroundings.mappedStack));
  }
  if (hasTrees())
    mechanisms.check("Landlock", enforceTrees());
  bool isFiltered = mechanisms.check("seccomp", installFilter(policy.directoryCount != 0));
  if (!isFiltered && !hasTrees())
    (void)enforceTrees();  // no trees: no files at all
}

}  // namespace wasmc::rt::sandbox
