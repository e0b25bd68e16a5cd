// Source: U. Drepper, "ELF Handling For Thread-Local Storage", 3.4: variant I (AArch64: the block follows the control block) and
// variant II (x86-64: the block ends at the control block). The linker keeps to the alignment of the segment's address.
#include "rt/threads/ThreadLocals.h"

#include "rt/abi/Builtins.h"
#include "rt/core/Allocator.h"
#include "rt/core/MemoryFunctions.h"
#include "rt/core/Message.h"
#include "rt/core/Span.h"

#include <linux/elf.h>

namespace wasmc::rt {

namespace {

// Defined by the linker. Hidden, so that its address is relative to the program counter.
extern "C" [[gnu::visibility("hidden")]] const Elf64_Ehdr __ehdr_start;

const uint8_t *imageBase() { return reinterpret_cast<const uint8_t *>(&__ehdr_start); }

// The executable's PT_TLS, or null.
const Elf64_Phdr *findSegment() {
  Span headers(reinterpret_cast<const Elf64_Phdr *>(imageBase() + __ehdr_start.e_phoff), __ehdr_start.e_phnum);
  for (const Elf64_Phdr &header : headers)
    if (header.p_type == PT_TLS)
      return &header;
  return nullptr;
}

uint64_t alignUp(uint64_t value, uint64_t alignment) { return (value + alignment - 1) & ~(alignment - 1); }

// Of the thread pointer: enough for the variables and for a control block.
uint64_t alignmentOf(const Elf64_Phdr &segment) { return segment.p_align < 16 ? 16 : segment.p_align; }

struct BlockPlace {
  uint64_t threadPointer;
  uint64_t variables;
};

// Within [memory, memory + threadBlockSize()).
BlockPlace placeIn(uint64_t memory, const Elf64_Phdr &segment) {
  uint64_t alignment = alignmentOf(segment), mask = segment.p_align > 1 ? segment.p_align - 1 : 0;
#if defined(__x86_64__)
  uint64_t distance = segment.p_memsz + ((0 - segment.p_vaddr - segment.p_memsz) & mask);
  uint64_t threadPointer = alignUp(memory + distance, alignment);
  return {threadPointer, threadPointer - distance};
#elif defined(__aarch64__)
  uint64_t distance = sizeof(ThreadControlBlock) + ((segment.p_vaddr - sizeof(ThreadControlBlock)) & mask);
  uint64_t threadPointer = alignUp(memory, alignment);
  return {threadPointer, threadPointer + distance};
#endif
}

}  // namespace

size_t threadBlockSize() {
  const Elf64_Phdr *segment = findSegment();
  return sizeof(ThreadControlBlock) + (segment ? segment->p_memsz + 2 * alignmentOf(*segment) : 0);
}

ThreadControlBlock *makeThreadBlock(uint8_t *memory, ThreadState &state) {
  uint64_t threadPointer = reinterpret_cast<uint64_t>(memory);
  if (const Elf64_Phdr *segment = findSegment()) {
    BlockPlace place = placeIn(threadPointer, *segment);
    memcpy(reinterpret_cast<uint8_t *>(place.variables), imageBase() + segment->p_vaddr, segment->p_filesz);
    threadPointer = place.threadPointer;
  }
  auto *block = reinterpret_cast<ThreadControlBlock *>(threadPointer);
  *block = {.self = block, .state = &state};
  return block;
}

}  // namespace wasmc::rt

void wasmc::abi::wasmc_prepare_threads() {
  using namespace wasmc::rt;
  size_t size = threadBlockSize();
  auto *memory = static_cast<uint8_t *>(allocate(size));
  if (!memory)
    fatalError("cannot allocate ", Decimal(size), " bytes for the first thread");
  prepareForThreads(makeThreadBlock(memory, currentThread()));
}
