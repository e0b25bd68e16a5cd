// What the dynamic linker has loaded (dl_iterate_phdr(3), dlopen(3)). Apart, because its headers and the kernel's define the same names.
#pragma once

#include <stdint.h>

namespace wasmc::rt {

// A shared object, or the program.
struct ElfObject {
  const uint8_t *begin;                      // its first byte; null: there is none
  const uint8_t *header;                     // .eh_frame_hdr; null: none
  const uint8_t *segmentBegin, *segmentEnd;  // that this lies in
};

// The one that the address lies in. Not for signal handlers: takes the dynamic linker's lock.
ElfObject findElfObject(const void *address);

}  // namespace wasmc::rt
