#include "rt/host/LoadedFiles.h"

#include "rt/core/Mutex.h"
#include "rt/host/HostMemory.h"

namespace wasmc::rt {

namespace {

struct LoadedFile {
  void *library;
  FileIdentity identity;
  size_t references;
  LoadedFile *next;
};

// More versions of one plugin at a time than anybody has.
constexpr unsigned mostSpellings = 256;

WASMC_PROCESS_MUTEX Mutex mutex;
constinit LoadedFile *files = nullptr;

LoadedFile *find(const void *library) {
  LoadedFile *file = files;
  while (file && file->library != library)
    file = file->next;
  return file;
}

// Whoever was faster in replacing the file than this in loading it: which of both was loaded is unknown.
bool take(void *library, const char *path, const FileIdentity &identity, const char *&reason) {
  if (!(checkLibraryFile(path).identity == identity)) {
    reason = "the file was replaced while it was being loaded";
    return false;
  }
  auto *file = hostAllocateArray<LoadedFile>(1);
  if (!file) {
    reason = "there is no memory left";
    return false;
  }
  *file = {library, identity, 1, files};
  files = file;
  return true;
}

}  // namespace

void *loadFile(const char *path, const CheckedFile &checked, const char *&reason) {
  Lock lock(mutex);
  for (unsigned spelling = 0; spelling < mostSpellings; ++spelling) {
    void *library = openLibrary(path, spelling, reason);
    if (!library)
      return nullptr;
    LoadedFile *known = find(library);
    bool isRight = known ? known->identity == checked.identity : take(library, path, checked.identity, reason);
    if (known && isRight)
      ++known->references;
    if (isRight)
      return library;
    closeLibrary(library);
    if (!known)
      return nullptr;
  }
  reason = "too many other files that had this name are still loaded";
  return nullptr;
}

void unloadFile(void *library) {
  Lock lock(mutex);
  LoadedFile *file = find(library);
  if (--file->references == 0) {
    LoadedFile **link = &files;
    while (*link != file)
      link = &(*link)->next;
    *link = file->next;
    hostFree(file);
  }
  closeLibrary(library);
}

}  // namespace wasmc::rt
