// What rt/core/Process reads from the initial stack the C library knows. It is the host's process: it ends only with internal
// errors.
#include "rt/core/Process.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/auxv.h>
#include <unistd.h>

namespace wasmc::rt {

// After a fork it is another process's.
const Process &process() {
  static Process current = {};
  __atomic_store_n(&current.id, getpid(), __ATOMIC_RELAXED);
  return current;
}

uint64_t auxiliaryValue(uint64_t type, uint64_t otherwise) {
  int previous = errno;
  errno = 0;
  uint64_t value = getauxval(type);
  bool isKnown = value != 0 || errno != ENOENT;
  errno = previous;
  return isKnown ? value : otherwise;
}

StringView programName() { return "wasmc"; }

void exitProcess(int status) { _exit(status); }

void abortProcess() { abort(); }

}  // namespace wasmc::rt
