// Writing what a guest wants written.
#pragma once

#include "rt/core/Result.h"
#include "rt/core/Span.h"

#include <linux/uio.h>
#include <stddef.h>

namespace wasmc::rt::wasi {

// writev(2), of which nothing but EPIPE comes where nobody reads any more: no signal. How, is for an executable's own process
// (ProgramWrite.cpp) another matter than for a host's (rt/host).
Result<size_t> writePieces(int kernelFd, Span<const iovec> pieces);

}  // namespace wasmc::rt::wasi
