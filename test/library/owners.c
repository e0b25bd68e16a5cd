// The thread that has called an instance owns it and enters without fences of its own, so another one must not come in unless the kernel
// has made a fence there: where membarrier(2) is refused, the instance is busy on all threads but its owner, whether or not it runs.
//
// RUN: %wasmc --emit=shared %S/Inputs/waiting.wat -o %t.so
// RUN: %hostcc %s -o %t && %t %t.so
#include "Inputs/waiting.h"

#include <errno.h>
#include <linux/filter.h>
#include <linux/membarrier.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

static struct host host;
static wasmc_instance *instance;

struct attempt {
  wasmc_error_kind expected; /* 0: no error */
  const char *what;
};

static void *attempt(void *data) {
  struct attempt *attempt = data;
  expectKind(callAnswer(instance), attempt->expected, attempt->what);
  return 0;
}

static void callElsewhere(wasmc_error_kind expected, const char *what) {
  struct attempt data = {expected, what};
  pthread_t thread;
  pthread_create(&thread, 0, attempt, &data);
  pthread_join(thread, 0);
}

static void refuseFences(void) {
  struct sock_filter filter[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_membarrier, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  struct sock_fprog program = {sizeof filter / sizeof *filter, filter};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program))
    fail("seccomp", "a filter");
}

int main(int count, char **arguments) {
  (void)count;
  int hasFences = syscall(SYS_membarrier, MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED, 0, 0) == 0;
  openHost(&host, arguments[1], 0);
  instance = makeInstance(&host, 0);
  for (int i = 0; i < 4; ++i) {
    expectKind(callAnswer(instance), 0, "the first thread");
    callElsewhere(0, "another thread");
  }
  wasmc_instance_delete(instance);
  instance = makeInstance(&host, 0);
  expectKind(callAnswer(instance), 0, "its owner");
  refuseFences();
  callElsewhere(hasFences ? WASMC_BUSY : 0, "another thread, without fences");
  expectKind(callAnswer(instance), 0, "its owner, without fences");
  wasmc_instance_delete(instance);
  closeHost(&host);
}
