// args_get, args_sizes_get: every argument of the process belongs to the guest, argv[0] included.
#include "rt/core/Process.h"
#include "rt/wasi/preview1/Calls.h"
#include "rt/wasi/preview1/Errno.h"
#include "rt/wasi/preview1/StringList.h"

namespace wasmc::rt::wasi {

namespace {

template <typename Visit> void forEachArgument(Visit visit) {
  for (int i = 0; i < process().argc; ++i)
    visit(StringView(process().argv[i]), StringView());
}

}  // namespace

uint32_t args_sizes_get(abi::Memory *memory, uint32_t countPointer, uint32_t sizePointer) {
  StringListSizes sizes;
  forEachArgument([&](StringView text, StringView more) { sizes.add(text, more); });
  return answer(sizes.write(GuestMemory(memory), countPointer, sizePointer));
}

uint32_t args_get(abi::Memory *memory, uint32_t listPointer, uint32_t textPointer) {
  GuestMemory guest(memory);
  StringListSizes sizes;
  forEachArgument([&](StringView text, StringView more) { sizes.add(text, more); });
  if (Result<void> room = sizes.checkRoom(guest, listPointer, textPointer); !room)
    return answer(room);
  StringListWriter writer(guest, listPointer, textPointer);
  forEachArgument([&](StringView text, StringView more) { writer.add(text, more); });
  return 0;
}

}  // namespace wasmc::rt::wasi
