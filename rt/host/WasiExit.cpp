// proc_exit of an instance ends the call that it is in.
#include "rt/host/GuestCall.h"
#include "rt/wasi/preview1/Calls.h"

namespace wasmc::rt::wasi {

void proc_exit(abi::Memory *, uint32_t status) {
  GuestCall &call = *currentCall(hostThread);
  call.stop = Stop::Exited;
  call.exitStatus = static_cast<int>(status & 0xff);
  resumeAtLanding(&call);
}

}  // namespace wasmc::rt::wasi
