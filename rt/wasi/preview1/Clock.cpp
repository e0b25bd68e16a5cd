// clock_res_get, clock_time_get.
#include "rt/core/Clock.h"
#include "rt/memory/GuestMemory.h"
#include "rt/sys/linux/clock.h"
#include "rt/wasi/preview1/Calls.h"
#include "rt/wasi/preview1/Clocks.h"
#include "rt/wasi/preview1/Errno.h"

namespace wasmc::rt::wasi {

namespace {

uint32_t report(abi::Memory *memory, Result<uint64_t> time, uint32_t resultPointer) {
  return time ? answer(GuestMemory(memory).write(resultPointer, *time)) : answer(time);
}

}  // namespace

uint32_t clock_res_get(abi::Memory *memory, uint32_t id, uint32_t resultPointer) {
  Result<int> clock = kernelClock(id);
  return clock ? report(memory, sys::clockResolution(*clock), resultPointer) : answer(clock);
}

// The precision is a permission to be less precise, of which no use is made.
uint32_t clock_time_get(abi::Memory *memory, uint32_t id, uint64_t, uint32_t resultPointer) {
  Result<int> clock = kernelClock(id);
  return clock ? report(memory, clockTime(*clock), resultPointer) : answer(clock);
}

}  // namespace wasmc::rt::wasi
