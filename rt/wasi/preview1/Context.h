// All that WASI keeps for one guest: what it is granted, and what it has open.
//
// An executable has one guest, whose context is at a constant address (ProgramContext.cpp). A host has one for each instance, and
// that whose call a thread is in is the thread's current one (rt/host/WasiInstance.cpp).
#pragma once

#include "rt/core/Span.h"
#include "rt/sandbox/Policy.h"
#include "rt/wasi/preview1/Descriptors.h"
#include "rt/wasi/preview1/DirectoryWindow.h"

namespace wasmc::rt::wasi {

struct Context {
  const sandbox::Policy *policy = nullptr;
  Span<char *const> arguments = {};    // the program's name first
  char *const *environment = nullptr;  // the variables, NAME=VALUE and a null pointer, of which the policy grants some
  DescriptorTable descriptors = {0, 1, 2};
  Mutex listing = {};                   // held by who reads or sets `windows`
  DirectoryWindows *windows = nullptr;  // null until a directory is listed
};

// Of the guest that calls.
Context &context();

// `size` zero bytes, aligned for any type, that stay as long as the current context does; or null.
void *allocateForContext(size_t size);
template <typename T> T *allocateForContext(size_t count = 1) { return static_cast<T *>(allocateForContext(count * sizeof(T))); }

}  // namespace wasmc::rt::wasi
