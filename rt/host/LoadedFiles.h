// The files of plugins that are loaded: which of them a name stands for.
//
// The C library's dynamic linker takes a name under which it has loaded something for that, whatever lies there by now (dlopen(3)). A
// plugin that was replaced by another file while the old one is in use is loaded under another spelling of its name.
#pragma once

#include "rt/host/ElfObjects.h"

namespace wasmc::rt {

// Loads the file that was found there. Null, with the reason until the thread's next call, if it can't be loaded.
void *loadFile(const char *path, const CheckedFile &file, const char *&reason);
// Once for each time it was loaded.
void unloadFile(void *library);

}  // namespace wasmc::rt
