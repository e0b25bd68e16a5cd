// proc_exit of an executable: the process ends.
#include "rt/core/Process.h"
#include "rt/wasi/preview1/Calls.h"

namespace wasmc::rt::wasi {

void proc_exit(abi::Memory *, uint32_t status) { exitProcess(static_cast<int>(status & 0xff)); }

}  // namespace wasmc::rt::wasi
