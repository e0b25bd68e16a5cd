// The driver's own way from exec to the first command; rt/start does the same for an executable of a user's.
#include "rt/core/Process.h"
#include "rt/instance/Instance.h"
#include "rt/start/Relocation.h"
#include "rt/threads/GuestStack.h"
#include "rt/traps/TrapHandlers.h"
#include "tools/wasmc-wast/driver/Report.h"
#include "tools/wasmc-wast/driver/Script.h"

extern "C" {
// The script's bytes, from the linker.
[[gnu::visibility("hidden")]] extern const uint8_t wasmc_script[], wasmc_scriptEnd[];
// Only where objects are made.
[[gnu::weak, gnu::visibility("hidden")]] void wasmc_gc_start(uint64_t limit, bool isStressed);
// Only in the program model.
[[gnu::weak, gnu::visibility("hidden")]] extern const wasmc::abi::Program wasmc_program;
}

namespace wasmc::driver {

using namespace rt;

// Called by _start when the executable is relocated, on the stack that the kernel made, where the script stays. With an argument the
// collector runs at every allocation.
extern "C" [[noreturn]] void startProgram(uint64_t *initialStack) {
  setProcess(initialStack);
  protectRelocatedData();
  if (&wasmc_program != nullptr)
    bringUpInstance(wasmc_program);
  installTrapHandlers(allocateGuestStack());
  if (wasmc_gc_start)
    wasmc_gc_start(/*limit=*/0, /*isStressed=*/process().argc > 1);
  runScript({wasmc_script, static_cast<size_t>(wasmc_scriptEnd - wasmc_script)});
  reportEnd();
  exitProcess(0);
}

}  // namespace wasmc::driver
