// wasi_unstable.fd_seek: `whence` is numbered cur, end, set.
#include "rt/sys/linux/lseek.h"
#include "rt/wasi/preview1/Calls.h"
#include "rt/wasi/preview1/Errno.h"
#include "rt/wasi/preview1/Seek.h"

namespace wasmc::rt::wasi {

uint32_t unstable_fd_seek(abi::Memory *memory, uint32_t fd, uint64_t offset, uint32_t whence, uint32_t resultPointer) {
  constexpr int kernelWhence[] = {SEEK_CUR, SEEK_END, SEEK_SET};
  return whence < 3 ? seek(memory, fd, offset, kernelWhence[whence], resultPointer) : answer(Errno{EINVAL});
}

}  // namespace wasmc::rt::wasi
