// random_get.
#include "rt/memory/GuestMemory.h"
#include "rt/sys/linux/getrandom.h"
#include "rt/sys/linux/retry.h"
#include "rt/wasi/preview1/Calls.h"
#include "rt/wasi/preview1/Errno.h"

namespace wasmc::rt::wasi {

uint32_t random_get(abi::Memory *memory, uint32_t pointer, uint32_t length) {
  Result<Span<uint8_t>> bytes = GuestMemory(memory).range(pointer, length);
  if (!bytes)
    return answer(bytes);
  for (Span<uint8_t> rest = *bytes; !rest.empty();) {
    Result<size_t> filled = sys::retryInterrupted([&] { return sys::getrandom(rest.data(), rest.size()); });
    if (!filled)
      return answer(filled);
    rest = rest.subspan(*filled);
  }
  return 0;
}

}  // namespace wasmc::rt::wasi
