#include "tools/wasmc-wast/driver/Run.h"

#include "rt/core/Process.h"
#include "rt/instance/Instance.h"
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

void runExecutable(const StackBounds &guestStack) {
  if (&wasmc_program != nullptr)
    bringUpInstance(wasmc_program);
  installTrapHandlers(guestStack);
  if (wasmc_gc_start)
    wasmc_gc_start(/*limit=*/0, /*isStressed=*/process().argc > 1);
  runScript({wasmc_script, static_cast<size_t>(wasmc_scriptEnd - wasmc_script)});
  reportEnd();
  exitProcess(0);
}

}  // namespace wasmc::driver
