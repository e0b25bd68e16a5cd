// wasi_unstable.poll_oneoff: the clock's part of a subscription begins with a further user value, which nothing reads.
#include "rt/wasi/preview1/Calls.h"
#include "rt/wasi/preview1/PollOneoff.h"

namespace wasmc::rt::wasi {

uint32_t unstable_poll_oneoff(abi::Memory *memory, uint32_t subscriptions, uint32_t events, uint32_t count,
                              uint32_t resultPointer) {
  return pollOneoff(memory, subscriptions, events, count, resultPointer, {.size = 56, .clock = 24});
}

}  // namespace wasmc::rt::wasi
