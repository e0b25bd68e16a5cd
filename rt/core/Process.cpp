#include "rt/core/Process.h"

#include "rt/core/ThreadState.h"
#include "rt/sys/linux/exitGroup.h"
#include "rt/sys/linux/kill.h"

#include <linux/auxvec.h>

namespace wasmc::rt {

namespace {

Process theProcess;

StringView baseName(StringView path) { return path.substr(path.findLast('/') + 1); }  // npos + 1 is 0

}  // namespace

void setProcess(uint64_t *initialStack) {
  theProcess.argc = static_cast<int>(initialStack[0]);
  theProcess.argv = reinterpret_cast<char **>(initialStack + 1);
  theProcess.envp = theProcess.argv + theProcess.argc + 1;
  char **end = theProcess.envp;
  while (*end)
    ++end;
  theProcess.auxv = reinterpret_cast<const uint64_t *>(end + 1);
  theProcess.id = sys::getpid();
}

const Process &process() { return theProcess; }

uint64_t auxiliaryValue(uint64_t type, uint64_t otherwise) {
  for (const uint64_t *entry = theProcess.auxv; entry[0] != AT_NULL; entry += 2)
    if (entry[0] == type)
      return entry[1];
  return otherwise;
}

uint64_t pageSize() { return auxiliaryValue(AT_PAGESZ, 4096); }

StringView programName() {
  StringView name = theProcess.argc > 0 ? baseName(theProcess.argv[0]) : StringView();
  if (name.empty())
    name = baseName(reinterpret_cast<const char *>(auxiliaryValue(AT_EXECFN, 0)));
  return name.empty() ? StringView("wasm") : name;
}

void exitProcess(int status) { sys::exitGroup(status); }

void abortProcess() {
  dieBySignal(SIGABRT);
  sys::exitGroup(128 + SIGABRT);  // process 1 of a container survives its own signals; and the signal may be blocked
}

}  // namespace wasmc::rt
