// The files that the process can still reach, by Landlock: landlock(7).
#pragma once

#include "rt/core/Result.h"

namespace wasmc::rt::sandbox {

// Adds the files below `directory`, a descriptor. What goes wrong shows in enforceTrees().
void addTree(int directory, bool readOnly);

// Whether addTree() was called.
bool hasTrees();

// Denies all files outside of the trees, TCP, and, where the kernel can, signals and abstract sockets to the outside. What is open
// stays open.
Result<void> enforceTrees();

}  // namespace wasmc::rt::sandbox
