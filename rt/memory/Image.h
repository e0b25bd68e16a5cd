// Initial contents of memories: data segments whose place is known when the program is compiled.
//
// An image's whole units of abi::imageAlignment are moved page by page from the executable's own mapping into the memory: nothing
// is copied, and the file's pages are read when the guest touches them and shared until it writes. One unit is worth it already:
// a single system call against 16 pages to read, to zero and to copy. The rest is copied.
#pragma once

#include "rt/abi/Layout.h"

namespace wasmc::rt {

// Moves what can be moved. The memory is reserved but not open: opening it makes the moved pages writable along with the others.
void mapImage(const abi::ImageDesc &image);

// Copies the rest. The memory is open.
void copyImage(const abi::ImageDesc &image);

}  // namespace wasmc::rt
