// The one call of wasi-threads, under the symbol that generated code calls.
// Source: WebAssembly/wasi-threads, README.md, and wasi-threads.abi.md.
#pragma once

#include "rt/abi/Layout.h"

#include <stdint.h>

namespace wasmc::rt::wasi {

// Runs abi::Program::runThread on a new thread, with the thread's number and `argument`. The number, positive and different from
// that of every thread that runs, or, when no thread can be had, a negative one. Besides what the new thread does, this makes the
// system calls mmap, mprotect, munmap, clone and futex; the thread itself sigaltstack and exit.
extern "C" uint32_t threadSpawn(abi::Memory *, uint32_t argument) asm("wasi.thread-spawn");

}  // namespace wasmc::rt::wasi
