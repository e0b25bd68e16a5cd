// In place of exceptions/RunningExceptions.cpp: each instance has a storage.
#include "rt/host/Instance.h"

namespace wasmc::rt {

ExceptionStorage &runningExceptions() { return runningInstance(hostThread).exceptions; }

}  // namespace wasmc::rt
