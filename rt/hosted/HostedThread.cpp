#include "rt/hosted/HostedThread.h"

#include <pthread.h>
#include <stddef.h>

namespace wasmc::rt {

static_assert(sizeof(HostedThread) == sizeof(pthread_t));

Result<void> startHostedThread(HostedThread &thread, const StackBounds &stack, void *(*run)(void *), void *argument) {
  pthread_attr_t attributes;
  int error = pthread_attr_init(&attributes);
  if (error == 0) {
    error = pthread_attr_setstack(&attributes, stack.guardEnd, static_cast<size_t>(stack.top - stack.guardEnd));
    if (error == 0)
      error = pthread_create(&thread, &attributes, run, argument);
    pthread_attr_destroy(&attributes);
  }
  if (error != 0)
    return Errno{error};
  return {};
}

void joinHostedThread(HostedThread thread) { pthread_join(thread, nullptr); }

bool joinEndedHostedThread(HostedThread thread) { return pthread_tryjoin_np(thread, nullptr) == 0; }

}  // namespace wasmc::rt
