// What SIGPIPE does is the host's affair: a thread that writes has it blocked meanwhile, and takes back the one that it caused.
#include "rt/sys/linux/sigprocmask.h"
#include "rt/sys/linux/write.h"
#include "rt/sys/linux/writev.h"
#include "rt/wasi/preview1/Write.h"

#include <linux/errno.h>

namespace wasmc::rt::wasi {

namespace {

constexpr uint64_t pipeSignal = uint64_t{1} << (SIGPIPE - 1);

class PipeSignalBlocked {
public:
  PipeSignalBlocked() : previous(sys::blockSignals(pipeSignal)) {
    // The host has it blocked, and perhaps one of its own is waiting: which is not told from another.
    if (previous & pipeSignal)
      wasPending = sys::pendingSignals() & pipeSignal;
  }
  ~PipeSignalBlocked() { (void)sys::exchangeBlockedSignals(previous); }

  void takeBack() {
    if (!wasPending)
      sys::takePendingSignal(pipeSignal);
  }

private:
  uint64_t previous;
  bool wasPending = false;
};

}  // namespace

Result<size_t> writePieces(int kernelFd, Span<const iovec> pieces) {
  PipeSignalBlocked blocked;
  Result<size_t> written =
      pieces.size() == 1 ? sys::write(kernelFd, pieces[0].iov_base, pieces[0].iov_len) : sys::writev(kernelFd, pieces);
  if (!written && written.errorNumber().code == EPIPE)
    blocked.takeBack();
  return written;
}

}  // namespace wasmc::rt::wasi
