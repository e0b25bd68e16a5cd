#include "rt/wasi/preview1/Errno.h"

#include <linux/errno.h>
#include <stddef.h>

namespace wasmc::rt::wasi {

namespace {

constexpr size_t errnoCount = ENOTCAPABLE + 1;

struct Table {
  uint8_t entry[errnoCount] = {};
  consteval Table() {
#define WASMC_WASI_ERRNO(name, number) entry[name] = number;
#include "rt/wasi/preview1/Errno.def"
#undef WASMC_WASI_ERRNO
    for (uint8_t &number : entry)
      if (number == 0)
        number = entry[EIO];
  }
};

constexpr Table table;

}  // namespace

uint32_t answer(Errno error) {
  size_t index = static_cast<uint32_t>(error.code);
  return table.entry[index < errnoCount ? index : EIO];
}

}  // namespace wasmc::rt::wasi
