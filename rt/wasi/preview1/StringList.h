// The form in which a guest receives its arguments and its environment: a list of pointers, and the null-terminated texts.
#pragma once

#include "rt/memory/GuestMemory.h"
#include "rt/wasi/preview1/Errno.h"

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
    if (!memory.range(countPointer, sizeof(uint32_t)) || !memory.range(sizePointer, sizeof(uint32_t)))
      return Errno{EFAULT};
    (void)memory.write(countPointer, static_cast<uint32_t>(count));
    return memory.write(sizePointer, static_cast<uint32_t>(size));
  }

  // EFAULT unless there is room for the list at one pointer and for the texts at the other.
  Result<void> checkRoom(const GuestMemory &memory, uint32_t listPointer, uint32_t textPointer) const {
    if (!memory.array(listPointer, count, sizeof(uint32_t)) || !memory.range(textPointer, size))
      return Errno{EFAULT};
    return {};
  }

private:
  uint64_t count = 0;
  uint64_t size = 0;
};

// Writes the texts that were counted by a StringListSizes, once its checkRoom() has found room for them.
class StringListWriter {
public:
  StringListWriter(GuestMemory memory, uint32_t listPointer, uint32_t textPointer)
      : memory(memory), list(listPointer), text(textPointer) {}

  void add(StringView first, StringView more) {
    (void)memory.write(list, static_cast<uint32_t>(text));
    list += sizeof(uint32_t);
    append(first);
    append(more);
    append({"", 1});
  }

private:
  void append(StringView piece) {
    if (Result<Span<uint8_t>> room = memory.range(text, piece.size()))
      memcpy(room.value().data(), piece.data(), piece.size());
    text += piece.size();
  }

  GuestMemory memory;
  uint64_t list;  // where the next pointer goes
  uint64_t text;  // where the next text goes
};

// The pairs of calls that hand such a list over. `forEach(visit)` calls visit with each text's two pieces.
template <typename ForEach>
uint32_t answerSizes(abi::Memory *memory, uint32_t countPointer, uint32_t sizePointer, ForEach forEach) {
  StringListSizes sizes;
  forEach([&](StringView text, StringView more) { sizes.add(text, more); });
  return answer(sizes.write(GuestMemory(memory), countPointer, sizePointer));
}
template <typename ForEach> uint32_t answerList(abi::Memory *memory, uint32_t listPointer, uint32_t textPointer, ForEach forEach) {
  GuestMemory guest(memory);
  StringListSizes sizes;
  forEach([&](StringView text, StringView more) { sizes.add(text, more); });
  if (Result<void> room = sizes.checkRoom(guest, listPointer, textPointer); !room)
    return answer(room);
  StringListWriter writer(guest, listPointer, textPointer);
  forEach([&](StringView text, StringView more) { writer.add(text, more); });
  return 0;
}

}  // namespace wasmc::rt::wasi
