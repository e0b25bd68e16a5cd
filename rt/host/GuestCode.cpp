// Each plugin's guest code.
#include "rt/traps/GuestCode.h"

#include "rt/host/CodeRegistry.h"

namespace wasmc::rt {

namespace {

uint64_t addressOf(const uint8_t *pointer) { return reinterpret_cast<uint64_t>(pointer); }

bool isTextOf(const abi::Plugin &plugin, uint64_t pc) {
  return pc >= addressOf(plugin.textBegin) && pc < addressOf(plugin.textEnd);
}

}  // namespace

bool isGuestCode(uint64_t pc) {
  LoadedCode code = findCode(pc);
  return code.plugin && isTextOf(*code.plugin, pc);
}

bool isMemoryFunction(uint64_t pc) {
  LoadedCode code = findCode(pc);
  return code.plugin && !isTextOf(*code.plugin, pc);
}

Span<const uint8_t> guestCodeAt(uint64_t pc) {
  return {reinterpret_cast<const uint8_t *>(pc), addressOf(findCode(pc).plugin->textEnd) - pc};
}

const uint8_t *guestNames(uint64_t pc) {
  const abi::Plugin &plugin = *findCode(pc).plugin;
  return plugin.namesBegin == plugin.namesEnd ? nullptr : plugin.namesBegin;
}

uint64_t guestCodeOffset(uint64_t pc) { return pc - addressOf(findCode(pc).plugin->textBegin); }

uint64_t imageOffset(uint64_t pc) {
  LoadedCode code = findCode(pc);
  return code.plugin ? pc - addressOf(code.image.begin) : pc;
}

}  // namespace wasmc::rt
