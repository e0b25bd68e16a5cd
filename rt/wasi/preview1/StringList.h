// The form in which a guest receives its arguments and its environment: a list of pointers, and the null-terminated texts.
#pragma once

#include "rt/memory/GuestMemory.h"

namespace wasmc::rt::wasi {

// How many texts there are and how much room they take. A text comes in two pieces, of which the second may be empty.
class StringListSizes {
public:
  void add(StringView text, StringView more) {
    ++count;
    size += text.size() + more.size() + 1;
  }

  // EOVERFLOW when a number does not fit into the guest's.
  Result<void> write(const GuestMemory &memory, uint32_t countPointer, uint32_t sizePointer) const {
    if (count > UINT32_MAX || size > UINT32_MAX)
      return Errno{EOVERFLOW};
    if (Result<void> written = memory.write(countPointer, static_cast<uint32_t>(count)); !written)
      return written;
    return memory.write(sizePointer, static_cast<uint32_t>(size));
  }

private:
  uint64_t count = 0;
  uint64_t size = 0;
};

class StringListWriter {
public:
  StringListWriter(GuestMemory memory, uint32_t listPointer, uint32_t textPointer)
      : memory(memory), list(listPointer), text(textPointer) {}

  void add(StringView first, StringView more) {
    if (!state)
      return;
    Result<Span<uint8_t>> room = memory.range(text, first.size() + more.size() + 1);
    state = room ? memory.write(list, static_cast<uint32_t>(text)) : Result<void>(room.errorNumber());
    if (!state)
      return;
    uint8_t *to = room.value().data();
    memcpy(to, first.data(), first.size());
    memcpy(to + first.size(), more.data(), more.size());
    to[first.size() + more.size()] = '\0';
    list += sizeof(uint32_t);
    text += room.value().size();
  }

  // EFAULT when something did not fit.
  Result<void> outcome() const { return state; }

private:
  GuestMemory memory;
  uint64_t list;  // where the next pointer goes
  uint64_t text;  // where the next text goes
  Result<void> state;
};

}  // namespace wasmc::rt::wasi
