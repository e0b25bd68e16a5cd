// Whether the guest can start threads (wasi-threads).
#pragma once

#include "codegen/Imports.h"

namespace wasmc {

// What a thread's instance is made of, in a program whose main module imports wasi.thread-spawn.
struct ThreadUse {
  uint32_t entry;  // the function that the main module exports as "wasi_thread_start"
};

// None where no module can start threads. An error if one can but is not made for it: each thread runs an instance of the main
// module that shares the others' memories and nothing else, so there must be one module, whose memories are imported and shared.
// Nor can instructions be counted: where threads take from one budget, the point at which it is spent is anything but determined.
std::expected<std::optional<ThreadUse>, ModuleError> findThreadUse(const ProgramInput &input, const ImportMap &imports,
                                                                   bool countFuel);

// An error where a module of a library would start threads.
std::expected<void, ModuleError> refuseThreads(const LibraryInput &input);

}  // namespace wasmc
