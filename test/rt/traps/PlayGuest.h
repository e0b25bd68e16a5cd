// Lets a C++ test play the code that wasmc generates: functions in the guest's section, names, one memory with a guard, and the
// trap instruction.
#pragma once

#include "rt/abi/Layout.h"
#include "rt/core/Process.h"
#include "rt/traps/TrapCode.h"

// A function of the guest.
#define GUEST [[gnu::section("wasmc_text"), gnu::noinline, gnu::used]]

// Once, before any name and any function: the section wasmc_names, its parts (rt/abi/Layout.h) as subsections.
#define GUEST_NAMES                                                                                                                \
  asm(".pushsection wasmc_text, \"ax\", @progbits\n"                                                                               \
      "guest_text:\n"                                                                                                              \
      ".popsection\n"                                                                                                              \
      ".pushsection wasmc_names, \"aR\", @progbits\n"                                                                              \
      ".p2align 2\n"                                                                                                               \
      "guest_names: .long spans_end - guest_names\n"                                                                               \
      ".subsection 2\n"                                                                                                            \
      "spans_end:\n"                                                                                                               \
      ".popsection")

// A scope under the label `scope` inside the scope of label `parent` ("guest_names": none). `name` is in assembler syntax.
#define GUEST_SCOPE(scope, parent, name)                                                                                           \
  asm(".pushsection wasmc_names, \"aR\", @progbits\n"                                                                              \
      ".subsection 2\n" scope ": .long " parent " - guest_names, 1f - guest_names\n"                                              \
      ".subsection 3\n"                                                                                                            \
      "1: .asciz \"" name "\"\n"                                                                                                   \
      ".popsection")

// Puts code from `function`, which must be extern "C", into the scope. In the order of the code.
#define GUEST_SPAN(function, scope)                                                                                                \
  asm(".pushsection wasmc_names, \"aR\", @progbits\n"                                                                              \
      ".subsection 1\n"                                                                                                            \
      ".long " #function " - guest_text, " scope " - guest_names\n"                                                                \
      ".popsection")

// Names one function.
#define GUEST_NAME(function, name)                                                                                                 \
  GUEST_SCOPE("scope_" #function, "guest_names", name);                                                                            \
  GUEST_SPAN(function, "scope_" #function)

namespace guest {

inline constinit wasmc::abi::Memory memory = {};
inline constinit const wasmc::abi::MemoryDesc memories[] = {
    {.memory = &memory, .minPages = 1, .maxPages = 4, .reservation = wasmc::abi::guardReservation, .fixedBase = 0}};

// What generated code executes for llvm.ubsantrap(Code).
template <wasmc::rt::TrapCode Code> [[noreturn, gnu::always_inline]] inline void trap() {
#if defined(__x86_64__)
  if constexpr (static_cast<int>(Code) == 0)
    asm volatile("ud1l (%eax), %eax");
  else
    asm volatile("ud1l %c0(%%eax), %%eax" : : "i"(static_cast<int>(Code)));
#else
  asm volatile("brk %0" : : "i"(0x5500 + static_cast<int>(Code)));
#endif
  __builtin_unreachable();
}

// The test's one-letter choice of what to do: its first argument.
inline char choice() { return wasmc::rt::process().argc > 1 ? wasmc::rt::process().argv[1][0] : '\0'; }

// Keeps a call from becoming a tail call, and a value from being known.
[[gnu::always_inline]] inline void barrier() { asm volatile("" : : : "memory"); }
template <typename T> [[gnu::always_inline]] inline T opaque(T value) {
  asm volatile("" : "+r"(value));
  return value;
}

}  // namespace guest

#define GUEST_PROGRAM(entry)                                                                                                       \
  extern "C" const wasmc::abi::Program wasmc_program = {.memories = guest::memories,                                               \
                                                        .memoryCount = 1,                                                          \
                                                        .images = nullptr,                                                         \
                                                        .imageCount = 0,                                                           \
                                                        .tables = nullptr,                                                         \
                                                        .tableCount = 0,                                                           \
                                                        .run = entry,                                                              \
                                                        .policy = nullptr,                                                         \
                                                        .policySize = 0}
