// The shared objects and the program that the process has loaded (dl_iterate_phdr(3)).
#pragma once

#include "rt/unwind/UnwindTable.h"

namespace wasmc::rt {

struct LoadedImage {
  const uint8_t *begin, *end;  // [begin, end); both null: there is none
  UnwindTable table;
};

// The one that the address lies in. Not for signal handlers: takes the dynamic linker's lock.
LoadedImage imageOf(const void *address);

// libwasmc's own.
void findOwnImage();
const LoadedImage &ownImage();

}  // namespace wasmc::rt
