// The CPU's register that tells threads apart. What it points to begins with a pointer to itself.
#pragma once

#include "rt/sys/linux/syscall.h"

#if defined(__x86_64__)
#include "rt/sys/linux/x86_64/threadPointer.h"
#elif defined(__aarch64__)
#include "rt/sys/linux/aarch64/threadPointer.h"
#endif
