// rt_sigaction(2): ignoring a signal, and handlers that get the fault's details and run on the alternate stack.
#pragma once

#include "rt/sys/linux/syscall.h"

#include <linux/signal.h>
#include <stdint.h>

namespace wasmc::rt::sys {

// The third argument points to the kernel's struct ucontext.
using SignalHandler = void (*)(int signal, siginfo_t *info, void *context);

#if defined(__x86_64__)
// rt_sigreturn(2). The x86-64 kernel insists on being given this function; debuggers recognise a signal's frame by its bytes.
[[gnu::naked]] inline void returnFromSignal() {
  asm("movq $15, %rax\n\tsyscall\n"
      ".Lwasmc_sigreturn:\n"  // as WASMC_RECORD_SYSCALL does
      ".pushsection wasmc_syscalls, \"o?\", @progbits, .Lwasmc_sigreturn\n"
      ".long 15\n"
      ".popsection");
}
#endif

// Stands before every handler: only the kernel calls it, which the linker can't see (see record.h).
#define WASMC_SIGNAL_HANDLER [[gnu::used, gnu::retain]]

// To be called by every handler.
inline void beginSignalHandler() { recordSystemCall<__NR_rt_sigreturn>(); }

// The signals in `blocked` (bit n - 1 for signal n) wait while the handler runs; a fault that raises one of them kills the process.
// `flags`: SA_RESTART, say.
inline Result<void> sigaction(int signal, SignalHandler handler, uint64_t blocked, unsigned flags = 0) {
  struct sigaction action = {};
  action.sa_handler = __builtin_bit_cast(__sighandler_t, handler);
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | flags;
#if defined(__x86_64__)
  action.sa_flags |= SA_RESTORER;
  action.sa_restorer = returnFromSignal;
#endif
  static_assert(sizeof action.sa_mask == sizeof blocked);
  __builtin_memcpy(&action.sa_mask, &blocked, sizeof blocked);
  return syscall<void>(__NR_rt_sigaction, signal, &action, nullptr, sizeof blocked);
}

// What happens at a signal, as the kernel has it.
inline Result<struct sigaction> signalAction(int signal) {
  struct sigaction action = {};
  Result<void> done = syscall<void>(__NR_rt_sigaction, signal, nullptr, &action, sizeof action.sa_mask);
  if (!done)
    return done.errorNumber();
  return action;
}

inline Result<void> ignoreSignal(int signal) {
  struct sigaction action = {};
  action.sa_handler = SIG_IGN;
  return syscall<void>(__NR_rt_sigaction, signal, &action, nullptr, sizeof action.sa_mask);
}

}  // namespace wasmc::rt::sys
