// args_get, args_sizes_get: every argument belongs to the guest, the program's name included.
#include "rt/wasi/preview1/Calls.h"
#include "rt/wasi/preview1/Context.h"
#include "rt/wasi/preview1/StringList.h"

namespace wasmc::rt::wasi {

namespace {

template <typename Visit> void forEachArgument(Visit visit) {
  for (const char *argument : context().arguments)
    visit(StringView(argument), StringView());
}

}  // namespace

uint32_t args_sizes_get(abi::Memory *memory, uint32_t countPointer, uint32_t sizePointer) {
  return answerSizes(memory, countPointer, sizePointer, [](auto visit) { forEachArgument(visit); });
}

uint32_t args_get(abi::Memory *memory, uint32_t listPointer, uint32_t textPointer) {
  return answerList(memory, listPointer, textPointer, [](auto visit) { forEachArgument(visit); });
}

}  // namespace wasmc::rt::wasi
