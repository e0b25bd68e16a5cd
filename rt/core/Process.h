// What the kernel handed to the process at exec, and how the process ends.
// Source: System V ABI for each CPU, "process initialization"; getauxval(3) for the auxiliary vector.
#pragma once

#include "rt/core/StringView.h"

#include <stdint.h>

namespace wasmc::rt {

// All pointers are the kernel's and live as long as the process. argv and envp end with a null pointer; argc may be 0.
struct Process {
  int argc;
  char **argv;
  char **envp;
  const uint64_t *auxv;  // pairs of type and value, the last type being AT_NULL
  int id;                // the kernel's number of the process
};

// Reads the initial stack, whose lowest word is argc. Called once, before anything else of this header.
void setProcess(uint64_t *initialStack);

const Process &process();

// An entry of the auxiliary vector by its AT_ number, or `otherwise` when the kernel gave none.
uint64_t auxiliaryValue(uint64_t type, uint64_t otherwise);

// The kernel's page size in bytes.
uint64_t pageSize();

// The last component of argv[0], or of the executed file's name when there is no argv[0]. Never empty.
StringView programName();

// Ends all threads; the parent sees the low 8 bits of `status`.
[[noreturn]] void exitProcess(int status);

// Dies of SIGABRT, whatever was done to its disposition, so that the parent and a core dump show a crash.
[[noreturn]] void abortProcess();

}  // namespace wasmc::rt
