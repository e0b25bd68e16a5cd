// What the runtime itself says on standard error: one line, one system call, the program's name first.
#pragma once

#include "rt/core/Format.h"
#include "rt/core/Span.h"
#include "rt/core/StringView.h"

namespace wasmc::rt {

// How many parts one message may have.
inline constexpr size_t maxMessageParts = 16;

// "NAME: " + parts + newline. A failure to write is ignored: there is nowhere to report it.
void writeMessageLine(Span<const StringView> parts);
// The same with "error: " before the parts, then exit status 125: the environment or the policy does not allow the program to run.
[[noreturn]] void failWith(Span<const StringView> parts);
// The same with "internal error: ", then SIGABRT: the runtime is at fault.
[[noreturn]] void abortWith(Span<const StringView> parts);

// Parts are whatever converts to StringView: literals, views, Decimal(n), Hex(n).
template <typename... Parts> void writeMessage(const Parts &...parts) {
  static_assert(sizeof...(Parts) > 0 && sizeof...(Parts) <= maxMessageParts);
  const StringView list[] = {static_cast<StringView>(parts)...};
  writeMessageLine(list);
}

template <typename... Parts> [[noreturn]] void fatalError(const Parts &...parts) {
  static_assert(sizeof...(Parts) > 0 && sizeof...(Parts) <= maxMessageParts);
  const StringView list[] = {static_cast<StringView>(parts)...};
  failWith(list);
}

template <typename... Parts> [[noreturn]] void internalError(const Parts &...parts) {
  static_assert(sizeof...(Parts) > 0 && sizeof...(Parts) <= maxMessageParts);
  const StringView list[] = {static_cast<StringView>(parts)...};
  abortWith(list);
}

}  // namespace wasmc::rt
