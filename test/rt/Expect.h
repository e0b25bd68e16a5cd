// For tests of the runtime that are programs themselves: they stand in for generated code by defining wasmc_program.
#pragma once

#include "rt/abi/Layout.h"
#include "rt/core/Message.h"
#include "rt/core/Process.h"

namespace wasmc::rt {

// Ends the test with status 1 and says what did not hold.
inline void expect(bool holds, StringView what) {
  if (holds)
    return;
  writeMessage("FAILED: ", what);
  exitProcess(1);
}

// What generated code would describe. Arrays, not pointers, so that the counts are right.
struct ProgramParts {
  Span<const abi::MemoryDesc> memories = {};
  Span<const abi::ImageDesc> images = {};
  Span<const abi::TableDesc> tables = {};
};
constexpr abi::Program testProgram(void (*run)(), ProgramParts parts = {}) {
  return {parts.memories.data(), parts.memories.size(), parts.images.data(), parts.images.size(), parts.tables.data(),
          parts.tables.size(),   run,                   nullptr,             0};
}

}  // namespace wasmc::rt

extern "C" [[gnu::visibility("hidden")]] const wasmc::abi::Program wasmc_program;
