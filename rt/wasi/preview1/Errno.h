// From the kernel's errors to the guest's.
#pragma once

#include "rt/core/Result.h"

#include <stdint.h>

namespace wasmc::rt::wasi {

// One more than the largest number in <asm-generic/errno.h>, EHWPOISON: a descriptor lacks a right.
inline constexpr int ENOTCAPABLE = 134;

// The WASI error number for an error of the kernel's, or ENOTCAPABLE.
uint32_t answer(Errno error);

// What a call returns: 0 for success.
template <typename T> inline uint32_t answer(const Result<T> &result) { return result ? 0 : answer(result.errorNumber()); }

}  // namespace wasmc::rt::wasi
