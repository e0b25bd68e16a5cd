// What the dynamic linker has loaded (dl_iterate_phdr(3), dlopen(3)). Apart, because its headers and the kernel's define the same names.
#pragma once

#include <stdint.h>

namespace wasmc::rt {

// A shared object, or the program.
struct ElfObject {
  const uint8_t *begin, *end;                // [begin, end); both null: there is none
  const uint8_t *header;                     // .eh_frame_hdr; null: none
  const uint8_t *segmentBegin, *segmentEnd;  // that this lies in
};

// The one that the address lies in. Not for signal handlers: takes the dynamic linker's lock.
ElfObject findElfObject(const void *address);

// What a file is, before the dynamic linker is asked to load it.
struct CheckedFile {
  bool isReadable, isElf;
  bool isNative;  // a shared object for this CPU
  int error;      // errno, if it is not readable
};
CheckedFile checkLibraryFile(const char *path);

// Null, with the reason until the thread's next call, if it can't be loaded. Its code runs no constructors before a symbol is used:
// plugins have none.
void *openLibrary(const char *path, const char *&reason);
void *findSymbol(void *library, const char *name);
void closeLibrary(void *library);

}  // namespace wasmc::rt
