// args_get, args_sizes_get: every argument of the process belongs to the guest, argv[0] included.
#include "rt/core/Process.h"
#include "rt/wasi/preview1/Calls.h"
#include "rt/wasi/preview1/StringList.h"

namespace wasmc::rt::wasi {

namespace {

template <typename Visit> void forEachArgument(Visit visit) {
  for (int i = 0; i < process().argc; ++i)
    visit(StringView(process().argv[i]), StringView());
}

}  // namespace

uint32_t args_sizes_get(abi::Memory *memory, uint32_t countPointer, uint32_t sizePointer) {
  return answerSizes(memory, countPointer, sizePointer, [](auto visit) { forEachArgument(visit); });
}

uint32_t args_get(abi::Memory *memory, uint32_t listPointer, uint32_t textPointer) {
  return answerList(memory, listPointer, textPointer, [](auto visit) { forEachArgument(visit); });
}

}  // namespace wasmc::rt::wasi
