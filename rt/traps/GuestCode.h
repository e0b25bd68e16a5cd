// Which code addresses are the guest's. Compiled guest functions lie in the ELF section wasmc_text, the memory functions that guest
// and runtime share (memcpy, memmove, memset) in wasmc_mem_text; the linker bounds both with symbols.
#pragma once

#include "rt/core/Span.h"

#include <stdint.h>

namespace wasmc::rt {

bool isGuestCode(uint64_t pc);
bool isMemoryFunction(uint64_t pc);

// The bytes of guest code from `pc` on, to the section's end. Only when isGuestCode(pc).
Span<const uint8_t> guestCodeAt(uint64_t pc);

// The names of the functions there (abi::NameTable), or null: there are none.
const uint8_t *guestNames(uint64_t pc);

// Distance in bytes of `pc` from the beginning of the guest's code.
uint64_t guestCodeOffset(uint64_t pc);

// Distance in bytes of `pc` from the executable's first byte: what objdump and addr2line take.
uint64_t imageOffset(uint64_t pc);

}  // namespace wasmc::rt
