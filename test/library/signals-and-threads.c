// A host with signal handlers, threads and forks of its own: guests' faults are traps, its own faults are its own, threads are stopped
// independently, and the child of a fork can call guests.
//
// RUN: %wasmc --emit=shared %S/Inputs/waiting.wat -o %t.so && %wasmc --emit=shared --bounds=explicit %S/Inputs/waiting.wat -o %t-explicit.so
// RUN: %hostcc %s -o %t && %run %t %t.so && %run %t %t-explicit.so
// RUN: %if sanitizers %{ %hostcc -fsanitize=address %s -o %t.asan && env ASAN_OPTIONS=allow_user_segv_handler=1 %t.asan %t.so %}
// RUN: %if sanitizers %{ %hostcc -fsanitize=thread %s -o %t.tsan && env TSAN_OPTIONS=die_after_fork=0 %t.tsan %t.so %}
#include "Inputs/waiting.h"

#include <errno.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <sys/wait.h>

static struct host host;
static sigjmp_buf back;
static volatile int faults;

static void handleFault(int signal, siginfo_t *info, void *context) {
  (void)signal, (void)context;
  if (info->si_addr != (void *)0x12345678)
    fail("another address", "the host's fault");
  ++faults;
  siglongjmp(back, 1);
}

// What sanitizers would find.
__attribute__((no_sanitize("address", "thread"))) static void fault(void) {
  if (!sigsetjmp(back, 1))
    (void)*(volatile int *)0x12345678;
}

static void expectTraps(wasmc_instance *instance) {
  static const char *const traps[] = {"trap", "outOfBounds", 0};
  for (const char *const *name = traps; *name; ++name) {
    expectKind(call(instance, *name), WASMC_TRAP, *name);
    expectKind(wasmc_instance_reset(instance), 0, *name);
  }
  wasmc_value zero = {0};
  expectKind(wasmc_call(instance, "recurse", &zero, 1, &zero, 1), WASMC_TRAP, "recurse");
  expectKind(wasmc_instance_reset(instance), 0, "recurse");
}

static void testFaults(void) {
  expectTraps(host.nested);
  fault();
  host.callback = fault;
  expectKind(call(host.instance, "endlessSleep"), WASMC_TIMEOUT, "faults in a function of the host's");
  expectKind(wasmc_instance_reset(host.instance), 0, "reset");
  host.callback = 0;
  if (faults < 2)
    fail("the handler was not called", "the host's fault");
}

static void *callOften(void *option) {
  wasmc_instance *instance = makeInstance(&host, option), *unlimited = makeInstance(&host, 0);
  for (int i = 0; i < 10; ++i) {
    expectKind(call(instance, i % 2 ? "endlessWait" : "endlessWork"), WASMC_TIMEOUT, "thread");
    expectKind(wasmc_instance_reset(instance), 0, "thread");
    expectTraps(unlimited);
    expectKind(callAnswer(unlimited), 0, "thread");
  }
  wasmc_instance_delete(instance);
  wasmc_instance_delete(unlimited);
  return 0;
}

static void testThreads(void) {
  pthread_t threads[8];
  static char options[8][32];
  for (int i = 0; i < 8; ++i) {
    snprintf(options[i], sizeof options[i], "--timeout=%dms", 5 + 3 * i);
    pthread_create(&threads[i], 0, callOften, options[i]);
  }
  for (int i = 0; i < 8; ++i)
    pthread_join(threads[i], 0);
}

// One that is running is not another thread's to call.
static void *callBusy(void *argument) {
  (void)argument;
  wasmc_error *error = 0;
  for (double end = milliseconds() + 20000; !error && milliseconds() < end; sleepMilliseconds(1))
    error = call(host.nested, "answer");
  expectKind(error, WASMC_BUSY, "busy");
  wasmc_instance_interrupt(host.nested);
  return 0;
}

static void testBusy(void) {
  pthread_t thread;
  pthread_create(&thread, 0, callBusy, 0);
  wasmc_error *error = call(host.nested, "endless");
  while (wasmc_error_kind_of(error) == WASMC_BUSY) {  // with the other thread's own call
    wasmc_error_delete(error);
    error = call(host.nested, "endless");
  }
  expectKind(error, WASMC_INTERRUPTED, "busy");
  pthread_join(thread, 0);
  expectKind(wasmc_instance_reset(host.nested), 0, "reset");
}

static int isChild;
static void forkHere(void) {
  pid_t child = isChild ? 0 : fork();
  isChild = isChild || child == 0;
  int status = 0;
  while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
    ;
  if (status != 0)
    fail("the child failed", "fork");
  host.callback = 0;
}

// The call that the fork is made in ends at its deadline in both processes; then the child does it all.
static void testFork(void) {
  host.callback = forkHere;
  expectKind(call(host.instance, "endlessSleep"), WASMC_TIMEOUT, "fork");
  expectKind(wasmc_instance_reset(host.instance), 0, "fork");
  if (!isChild)
    return;
  testFaults();
  testThreads();
  _exit(0);
}

int main(int count, char **arguments) {
  (void)count;
  struct sigaction action = {.sa_sigaction = handleFault, .sa_flags = SA_SIGINFO};
  sigaction(SIGSEGV, &action, 0);
  openHost(&host, arguments[1], "--timeout=20ms");
  testFaults();
  testThreads();
  testBusy();
  if (isEmulated)
    puts("skipped: forks, in whose children qemu makes no threads");
  else
    testFork();
  testThreads();
  closeHost(&host);
}
