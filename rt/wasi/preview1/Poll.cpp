// poll_oneoff.
#include "rt/wasi/preview1/Calls.h"
#include "rt/wasi/preview1/PollOneoff.h"

namespace wasmc::rt::wasi {

uint32_t poll_oneoff(abi::Memory *memory, uint32_t subscriptions, uint32_t events, uint32_t count, uint32_t resultPointer) {
  return pollOneoff(memory, subscriptions, events, count, resultPointer, {.size = 48, .clock = 16});
}

}  // namespace wasmc::rt::wasi
