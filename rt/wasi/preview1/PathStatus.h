// path_filestat_get up to the layout of its result, which the older module has another one for.
#pragma once

#include "rt/abi/Layout.h"
#include "rt/core/Result.h"
#include "rt/wasi/preview1/Types.h"

namespace wasmc::rt::wasi {

Result<Filestat> pathFilestat(abi::Memory *memory, uint32_t fd, uint32_t flags, uint32_t path, uint32_t pathLength);

}  // namespace wasmc::rt::wasi
