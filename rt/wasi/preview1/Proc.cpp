// proc_raise, sched_yield. Where proc_exit leads to is for an executable (ProgramExit.cpp) another matter than for a host (rt/host).
#include "rt/sys/linux/schedYield.h"
#include "rt/wasi/preview1/Calls.h"
#include "rt/wasi/preview1/Errno.h"

#include <linux/errno.h>

namespace wasmc::rt::wasi {

// A signal would act on the runtime, not on the guest, which has no way to handle one. wasmtime answers the same.
uint32_t proc_raise(abi::Memory *, uint32_t) { return answer(Errno{EOPNOTSUPP}); }

uint32_t sched_yield(abi::Memory *) { return answer(sys::schedYield()); }

}  // namespace wasmc::rt::wasi
