// What the dynamic linker has loaded (dl_iterate_phdr(3), dlopen(3)). Apart, because its headers and the kernel's define the same
// names.
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

// Which file it is (inode(7)). It is no other's as long as the file is mapped.
struct FileIdentity {
  uint64_t device, inode;
  bool operator==(const FileIdentity &) const = default;
};

// What a file is, before the dynamic linker is asked to load it: that runs what other shared objects want run.
struct CheckedFile {
  bool isReadable, isElf;
  bool isNative;  // for this CPU
  bool
      isPlugin;  // a shared object with the symbol of a plugin, which needs no other and has nothing that runs when it is loaded or unloaded
  int error;  // errno, if it is not readable
  FileIdentity identity;
};
CheckedFile checkLibraryFile(const char *path);

// Null, with the reason until the thread's next call, if it can't be loaded. `spelling`: each number writes the path in another way.
void *openLibrary(const char *path, unsigned spelling, const char *&reason);
void *findSymbol(void *library, const char *name);
void closeLibrary(void *library);

}  // namespace wasmc::rt
