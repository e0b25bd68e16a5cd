#include "rt/traps/GuestThread.h"

#include "rt/sys/linux/threadPointer.h"

namespace wasmc::rt {

namespace {

constinit GuestThread firstThread = {.self = &firstThread};

bool severalThreads = false;  // changes once, while there is one thread

}  // namespace

GuestThread &currentThread() { return severalThreads ? *static_cast<GuestThread *>(sys::threadPointer()) : firstThread; }

bool hasSeveralThreads() { return severalThreads; }

void prepareForThreads() {
  if (severalThreads)
    return;
  sys::setThreadPointer(&firstThread);
  severalThreads = true;
}

}  // namespace wasmc::rt
