// Any text, taken for a script, is parsed quickly and without a fault; a module that it makes goes through the rest of the front
// end, as one that has been read from a file would.
#include "frontend/Module.h"
#include "frontend/text/Script.h"
#include "tools/fuzz/RoundTrip.h"

using namespace wasmc;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  auto commands = text::parseScript({reinterpret_cast<const char *>(data), size}, FeatureSet::all());
  if (!commands)
    return 0;
  for (const text::ScriptCommand &command : *commands)
    if (command.module && command.module->binary)
      checkRoundTrip(command.module->binary->bytes);
  return 0;
}
