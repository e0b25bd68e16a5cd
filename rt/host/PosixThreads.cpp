#include "rt/host/PosixThreads.h"

#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

namespace wasmc::rt {

namespace {

// Beside what the C library and a sanitizer ask for.
constexpr size_t stackSize = 128 << 10;

pthread_key_t endKey;

Result<void> resultOf(int error) {
  if (error != 0)
    return Errno{error};
  return {};
}

void *enter(void *run) {
  reinterpret_cast<void (*)()>(run)();
  return nullptr;
}

int create(const pthread_attr_t &attributes, void (*run)(), const char *name) {
  sigset_t all, previous;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &previous);  // which the new thread inherits
  pthread_t thread;
  int error = pthread_create(&thread, &attributes, enter, reinterpret_cast<void *>(run));
  pthread_sigmask(SIG_SETMASK, &previous, nullptr);
  if (error == 0)
    pthread_setname_np(thread, name);
  return error;
}

}  // namespace

Result<void> startDetachedThread(void (*run)(), const char *name) {
  pthread_attr_t attributes;
  int error = pthread_attr_init(&attributes);
  if (error != 0)
    return Errno{error};
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  pthread_attr_setstacksize(&attributes, static_cast<size_t>(sysconf(_SC_THREAD_STACK_MIN)) + stackSize);
  error = create(attributes, run, name);
  pthread_attr_destroy(&attributes);
  return resultOf(error);
}

Result<void> onThreadEnd(void (*end)(void *value)) { return resultOf(pthread_key_create(&endKey, end)); }

Result<void> setThreadEnd(void *value) { return resultOf(pthread_setspecific(endKey, value)); }

Result<void> onFork(void (*before)(), void (*inParent)(), void (*inChild)()) {
  return resultOf(pthread_atfork(before, inParent, inChild));
}

}  // namespace wasmc::rt
