// The driver's own way from exec to the first command; rt/start does the same for an executable of a user's.
#include "rt/core/Process.h"
#include "rt/start/Relocation.h"
#include "rt/threads/GuestStack.h"
#include "tools/wasmc-wast/driver/Run.h"

namespace wasmc::driver {

using namespace rt;

// Called by _start when the executable is relocated, on the stack that the kernel made, where the script stays.
extern "C" [[noreturn]] void startProgram(uint64_t *initialStack) {
  setProcess(initialStack);
  protectRelocatedData();
  runExecutable(allocateGuestStack());
}

}  // namespace wasmc::driver
