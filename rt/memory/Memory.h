// Linear memories: address space first, then the initial pages, then growth (specification, 4.2.8 and 4.4.7 memory.grow).
#pragma once

#include "rt/abi/Layout.h"
#include "rt/core/ErrorText.h"
#include "rt/core/Span.h"

namespace wasmc::rt {

// What the memories of one owner, a process or an instance, may have and do have together.
struct MemoryAccount {
  uint64_t limit = UINT64_MAX;  // bytes; growth beyond it fails
  uint64_t used = 0;            // bytes
  bool usesHugePages = true;    // memories that are large or become so ask for them
};

// The process's, to which a memory belongs that is given no other. To be changed before any memory is opened.
MemoryAccount &processMemories();

// Reserves a memory's address space, inaccessible so far, and sets base and maxPages; size stays 0. `reserved` becomes the number of
// bytes behind base that are reserved. So many bytes `inFront` of base, a multiple of 64 KiB, are reserved as well, for the caller to use
// and to give back; none for a memory with a fixed base. `account` must stay as long as the memory does; null: the process's.
// False, with the cause and the remedy in `error`, where the system refuses.
[[nodiscard]] bool reserveMemory(const abi::MemoryDesc &desc, MemoryAccount *account, uint64_t &reserved, ErrorText &error,
                                 uint64_t inFront = 0);

// Makes the initial pages of a reserved memory readable and writable and sets its size. They are zero but for what was moved
// into them before. False where the system or the account refuses.
[[nodiscard]] bool openMemory(const abi::MemoryDesc &desc, ErrorText &error);

// Gives a memory back of which so many bytes are reserved. None may be used any more.
void releaseMemory(abi::Memory &memory, uint64_t reserved);

// Grows by `delta` pages; the answer is the previous size in pages, or -1 and no change. Existing contents stay where they are.
int64_t growMemory(abi::Memory &memory, uint64_t delta);

// Back to a size that it had before, in bytes, and to its first contents: `contents`, a view of the file that is mapped privately
// at its beginning, and zeros behind them. Accesses beyond the size fault again if `isGuarded`. False where the system refuses: it
// must not be used any more.
[[nodiscard]] bool resetMemory(abi::Memory &memory, uint64_t size, bool isGuarded, Span<const uint8_t> contents = {});

}  // namespace wasmc::rt
