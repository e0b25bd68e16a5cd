// Linear memories: address space first, then the initial pages, then growth (specification, 4.2.8 and 4.4.7 memory.grow).
#pragma once

#include "rt/abi/Layout.h"

namespace wasmc::rt {

// Bytes that all linear memories of the process together may have; without a call there is no limit. To be called before any memory
// is opened: initial pages beyond it end the process with a message, growth beyond it fails.
void limitMemories(uint64_t bytes);

// No memory asks for huge pages from now on. Without a call, those do that are large or become so.
void avoidHugePages();

// Reserves a memory's address space, inaccessible so far, and sets base and maxPages; size stays 0. The answer is how many bytes
// behind base are reserved. Where the system refuses, the process ends with a message that names the cause and the remedy.
uint64_t reserveMemory(const abi::MemoryDesc &desc);

// Makes the initial pages of a reserved memory readable and writable and sets its size. They are zero but for what was moved
// into them before.
void openMemory(const abi::MemoryDesc &desc);

// Grows by `delta` pages; the answer is the previous size in pages, or -1 and no change. Existing contents stay where they are.
int64_t growMemory(abi::Memory &memory, uint64_t delta);

}  // namespace wasmc::rt
