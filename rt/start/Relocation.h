// A static-pie executable has no dynamic linker: it applies its own relocations before anything else runs.
#pragma once

namespace wasmc::rt {

// Adds the load address to every pointer that the linker left relative to zero. Called by _start; must itself use no such pointer.
extern "C" void relocateSelf();

// Makes the data that only relocation writes (PT_GNU_RELRO) read-only. Needs setProcess().
void protectRelocatedData();

}  // namespace wasmc::rt
