// fd_seek with the kernel's SEEK_ constant: what the two versions of the call, which number `whence` differently, have in common.
#pragma once

#include "rt/abi/Layout.h"

namespace wasmc::rt::wasi {

uint32_t seek(abi::Memory *memory, uint32_t fd, uint64_t offset, int whence, uint32_t resultPointer);

}  // namespace wasmc::rt::wasi
