// The functions that the kernel itself maps into every process: they do without a system call what some calls do. vdso(7).
#pragma once

#include "rt/core/StringView.h"

namespace wasmc::rt {

// The function of that name, or null where the kernel offers none (and under emulators).
void *findVdsoFunction(StringView name);

}  // namespace wasmc::rt
