#include "rt/traps/GuestCode.h"

// Defined by the linker. Weak: an executable need not have these sections.
extern "C" {
[[gnu::weak, gnu::visibility("hidden")]] extern const uint8_t __start_wasmc_text[], __stop_wasmc_text[];
[[gnu::weak, gnu::visibility("hidden")]] extern const uint8_t __start_wasmc_mem_text[], __stop_wasmc_mem_text[];
[[gnu::weak, gnu::visibility("hidden")]] extern const uint8_t __start_wasmc_names[];
[[gnu::weak, gnu::visibility("hidden")]] extern const uint8_t __ehdr_start[];
}

namespace wasmc::rt {

namespace {

uint64_t addressOf(const uint8_t *symbol) { return reinterpret_cast<uint64_t>(symbol); }

bool isWithin(uint64_t pc, const uint8_t *begin, const uint8_t *end) { return pc >= addressOf(begin) && pc < addressOf(end); }

}  // namespace

bool isGuestCode(uint64_t pc) { return isWithin(pc, __start_wasmc_text, __stop_wasmc_text); }

bool isMemoryFunction(uint64_t pc) { return isWithin(pc, __start_wasmc_mem_text, __stop_wasmc_mem_text); }

Span<const uint8_t> guestCodeAt(uint64_t pc) { return {reinterpret_cast<const uint8_t *>(pc), addressOf(__stop_wasmc_text) - pc}; }

const uint8_t *guestNames(uint64_t) { return __start_wasmc_names; }

uint64_t guestCodeOffset(uint64_t pc) { return pc - addressOf(__start_wasmc_text); }

uint64_t imageOffset(uint64_t pc) { return pc - addressOf(__ehdr_start); }

}  // namespace wasmc::rt
