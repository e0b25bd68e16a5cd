// An executable has one storage.
#include "rt/exceptions/Storage.h"

namespace wasmc::rt {

namespace {

constinit ExceptionStorage storage;

}  // namespace

ExceptionStorage &runningExceptions() { return storage; }

}  // namespace wasmc::rt

// Before guest code runs; 0: no limit is given. Here, so that exactly the executables that throw have it.
extern "C" void wasmc_exceptions_start(uint64_t limit) { wasmc::rt::runningExceptions().prepare(limit, false); }
