#include "rt/host/HostMemory.h"

#include <stdlib.h>

namespace wasmc::rt {

void *hostAllocate(size_t size) { return calloc(1, size ? size : 1); }

void hostFree(void *memory) { free(memory); }

}  // namespace wasmc::rt
