// Thread-local variables: what generated code keeps for each instance where every thread has one of its own (abi::Program).
//
// The linker gathers them in the segment PT_TLS, which is the initial image of each thread's block. Generated code reaches them at
// constant distances from the thread pointer (the "local exec" model), so a block lies right beside the thread's control block.
#pragma once

#include "rt/core/ThreadState.h"

#include <stddef.h>
#include <stdint.h>

namespace wasmc::rt {

// How many bytes makeThreadBlock needs. Without thread-local variables: room for the control block.
size_t threadBlockSize();

// Makes a block in `memory`: threadBlockSize() bytes that are zero. Its variables have their initial values.
ThreadControlBlock *makeThreadBlock(uint8_t *memory, ThreadState &state);

}  // namespace wasmc::rt
