// Signals that are not the guest's do what they would do without libwasmc: the program's handlers are called as they asked for, and the
// default action ends the process by the signal itself. In between the guest's own faults are traps.
//
// RUN: %hosttest %s -o %t && %run %t
// RUN: %if sanitizers %{ %hosttest -fsanitize=thread %s -o %t.tsan && env TSAN_OPTIONS=handle_segv=0:handle_sigill=0 %t.tsan %}
// RUN: %if sanitizers %{ %hosttest -fsanitize=address %s -o %t.asan && env ASAN_OPTIONS=handle_segv=0:handle_sigill=0 %t.asan %}
//
// The sanitizers' own handlers are such handlers, too.
// RUN: %if sanitizers %{ not %t.asan fault 2>&1 | FileCheck --check-prefix=REPORT %s %}
// RUN: %if sanitizers %{ not %t.tsan fault 2>&1 | FileCheck --check-prefix=REPORT %s %}
// REPORT: Sanitizer: SEGV on unknown address 0x{{0*}}12345678
#include "test/library/Inputs/emulated.h"
#include "test/rt/host/Guest.h"

#include <setjmp.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <ucontext.h>
#include <unistd.h>

using namespace guest;

namespace {

constexpr uintptr_t badAddress = 0x12345678;

[[clang::no_sanitize("address", "thread")]] void fault(void *) { (void)*reinterpret_cast<volatile int *>(badAddress); }

sigjmp_buf back;
volatile int seen = 0;
Activity activity;

#ifdef __x86_64__
constexpr int signalOfTrap = SIGILL;
uint64_t programCounter(const mcontext_t &context) { return static_cast<uint64_t>(context.gregs[REG_RIP]); }
#else
constexpr int signalOfTrap = SIGTRAP;
uint64_t programCounter(const mcontext_t &context) { return context.pc; }
#endif

void leave(int, siginfo_t *info, void *context) {
  expect(reinterpret_cast<uintptr_t>(info->si_addr) == badAddress, "the fault's address");
  expect(programCounter(static_cast<ucontext_t *>(context)->uc_mcontext) != 0, "the fault's registers");
  siglongjmp(back, 1);
}
void countSignal(int) { seen = seen + 1; }
// ThreadSanitizer blocks everything.
constexpr bool isTsan = __has_feature(thread_sanitizer);
void checkMask(int) {
  sigset_t blocked;
  pthread_sigmask(SIG_SETMASK, nullptr, &blocked);
  expect(sigismember(&blocked, SIGUSR1) && sigismember(&blocked, SIGSEGV) && (isTsan || !sigismember(&blocked, SIGUSR2)),
         "its own mask");
  seen = seen + 1;
}

void handle(int signal, void (*handler)(int), int flags) {
  struct sigaction action = {};
  action.sa_handler = handler;
  action.sa_flags = flags;
  sigaddset(&action.sa_mask, SIGUSR1);
  sigaction(signal, &action, nullptr);
}
void handle(int signal, void (*handler)(int, siginfo_t *, void *)) {
  handle(signal, reinterpret_cast<void (*)(int)>(handler), SA_SIGINFO);
}

void expectGuestTraps() {
  expect(call(activity, 0, callsNull).trapped(), "the guest's fault is a trap");
  expect(call(activity, 0, returns).hasReturned, "and a call after it returns");
}

// How a process ends that has prepared `before` opening modules and does `test` after it.
int statusOf(void (*before)(), void (*test)()) {
  fflush(nullptr);
  pid_t child = fork();
  if (child == 0) {
    before();
    prepare();
    expectGuestTraps();
    test();
    expectGuestTraps();
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return status;
}

bool returnsFrom(void (*before)(), void (*test)()) { return statusOf(before, test) == 0; }
bool diesOf(int signal, void (*before)(), void (*test)()) {
  int status = statusOf(before, test);
  return WIFSIGNALED(status) && WTERMSIG(status) == signal;
}

void nothing() {}

void faultAndComeBack() {
  for (int i = 0; i < 3; ++i) {
    if (sigsetjmp(back, 1) == 0)
      fault(nullptr);
    else
      seen = seen + 1;
    if (i == 1)
      expectGuestTraps();
  }
  expect(seen == 3, "its handler each time");
}

// A function of the host's that the guest has called faults: it is still the host's.
void faultInHostFunction() {
  HostFunction faulting = {[](void *) {
                             if (sigsetjmp(back, 1) == 0)
                               fault(nullptr);
                             else
                               seen = seen + 1;
                           },
                           nullptr};
  expect(call(activity, 0, callsHost, &faulting).hasReturned && seen == 1, "its handler within a call");
}

}  // namespace

int main(int count, char **) {
  if (count > 1) {
    prepare();
    expectGuestTraps();
    fault(nullptr);
  }
  expect(returnsFrom([] { handle(SIGSEGV, leave); }, faultAndComeBack), "siglongjmp");
  expect(returnsFrom([] { handle(SIGSEGV, leave); }, faultInHostFunction), "siglongjmp within a call");
  expect(returnsFrom([] { handle(SIGSEGV, countSignal, 0); }, [] { expect((raise(SIGSEGV), seen) == 1, "a plain handler"); }),
         "plain");
  expect(returnsFrom([] { handle(SIGSEGV, checkMask, 0); }, [] { expect((raise(SIGSEGV), seen) == 1, "a mask"); }), "mask");
  expect(returnsFrom([] { handle(60, countSignal, 0), handle(58, countSignal, 0); },
                     [] { expect((raise(60), raise(58), seen) == 2, "ours, sent by somebody else"); }),
         "real-time signals");
  expect(returnsFrom([] { signal(SIGSEGV, SIG_IGN); }, [] { raise(SIGSEGV); }), "one that is sent and ignored");
  if (isEmulated) {
    puts("skipped: the default action of faults, whose signals, sent once more, qemu takes for faults of its own");
  } else {
    expect(diesOf(SIGSEGV, [] { signal(SIGSEGV, SIG_IGN); }, [] { fault(nullptr); }), "a fault can't be ignored");
    expect(diesOf(SIGSEGV, nothing, [] { fault(nullptr); }), "the default of a fault");
    expect(diesOf(signalOfTrap, nothing, [] { __builtin_trap(); }), "the trap instruction's signal");
  }
  expect(diesOf(SIGSEGV, nothing, [] { raise(SIGSEGV); }), "the default of one that is sent");
  expect(diesOf(58, nothing, [] { raise(58); }), "the default of the real-time signal");
  expect(
      diesOf(SIGSEGV, [] { handle(SIGSEGV, countSignal, SA_RESETHAND); }, [] { raise(SIGSEGV), raise(SIGSEGV); }), "SA_RESETHAND");
}
