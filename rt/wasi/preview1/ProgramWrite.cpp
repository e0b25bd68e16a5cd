// SIGPIPE is ignored (ProgramContext.cpp).
#include "rt/sys/linux/write.h"
#include "rt/sys/linux/writev.h"
#include "rt/wasi/preview1/Write.h"

namespace wasmc::rt::wasi {

// Most lists have one piece: then the kernel need not read a list.
Result<size_t> writePieces(int kernelFd, Span<const iovec> pieces) {
  return pieces.size() == 1 ? sys::write(kernelFd, pieces[0].iov_base, pieces[0].iov_len) : sys::writev(kernelFd, pieces);
}

}  // namespace wasmc::rt::wasi
