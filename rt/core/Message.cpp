#include "rt/core/Message.h"

#include "rt/core/Process.h"
#include "rt/sys/linux/retry.h"
#include "rt/sys/linux/writev.h"

namespace wasmc::rt {

namespace {

constexpr int standardError = 2;
constexpr int environmentErrorStatus = 125;

void writeLine(StringView kind, Span<const StringView> parts) {
  iovec pieces[maxMessageParts + 4];
  size_t count = 0;
  auto add = [&](StringView text) { pieces[count++] = {const_cast<char *>(text.data()), text.size()}; };
  add(programName());
  add(": ");
  add(kind);
  for (StringView part : parts.subspan(0, maxMessageParts))
    add(part);
  add("\n");
  (void)sys::retryInterrupted([&] { return sys::writev(standardError, {pieces, count}); });
}

}  // namespace

void writeMessageLine(Span<const StringView> parts) { writeLine("", parts); }

void failWith(Span<const StringView> parts) {
  writeLine("error: ", parts);
  exitProcess(environmentErrorStatus);
}

void abortWith(Span<const StringView> parts) {
  writeLine("internal error: ", parts);
  abortProcess();
}

}  // namespace wasmc::rt
