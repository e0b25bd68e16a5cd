// An executable's context, and its start.
#include "rt/wasi/preview1/Context.h"

#include "rt/core/Allocator.h"
#include "rt/core/Message.h"
#include "rt/core/Process.h"
#include "rt/sandbox/KernelSandbox.h"
#include "rt/sys/linux/sigaction.h"
#include "rt/wasi/preview1/Grants.h"

namespace wasmc::rt::wasi {

namespace {

constinit Context theContext = {};

[[noreturn]] void refuse(const GrantError &error) {
  const sandbox::PolicyError &text = error.text;
  if (error.number)
    fatalError(text.before, text.quoted, text.after, Decimal(error.number));
  fatalError(text.before, text.quoted, text.after);
}

}  // namespace

Context &context() { return theContext; }

void *allocateForContext(size_t size) { return allocate(size); }

}  // namespace wasmc::rt::wasi

void wasmc_wasi_start(const wasmc::rt::sandbox::Policy &policy) {
  using namespace wasmc::rt;
  wasi::theContext.policy = &policy;
  wasi::theContext.arguments = {process().argv, static_cast<size_t>(process().argc)};
  wasi::theContext.environment = process().envp;
  // Writing where nobody reads any more is the error `pipe`; typenames.witx has the signal ignored.
  (void)sys::ignoreSignal(SIGPIPE);
  if (wasi::GrantError error = wasi::openGrants(policy); error.any())
    wasi::refuse(error);
  for (uint32_t i = 0; i < policy.directoryCount; ++i)
    sandbox::keepTree(wasi::findDirectory(wasi::firstGrant + i).value()->kernelFd, policy.directories[i].readOnly);
}
