#include "rt/host/Backtrace.h"

#include "rt/core/ThreadState.h"
#include "rt/host/HostMemory.h"
#include "rt/traps/FunctionNames.h"
#include "rt/traps/GuestCode.h"
#include "rt/traps/ReportText.h"

namespace wasmc::rt {

namespace {

constexpr size_t maxNameLength = 512;

void appendFrame(ReportText &text, StringView name, uint64_t pc) {
  text.append("  at ");
  if (!name.empty()) {
    text.appendEscaped(name, maxNameLength);
  } else {
    text.append("<wasm+");
    text.append(Hex(guestCodeOffset(pc)));
    text.append(">");
  }
  text.append("\n");
}

// One frame of the machine's, which stands for all functions that were inlined into its code.
void appendFrames(ReportText &text, uint64_t pc) {
  FunctionNames names(pc);
  do {
    appendFrame(text, names.atEnd() ? StringView() : names.name(), pc);
    if (!names.atEnd())
      names.next();
  } while (!names.atEnd());
}

}  // namespace

// What is beyond those that are shown need not be counted.
void noteFrames(Cursor origin) {
  ThrowTrace &trace = currentThread().trace;
  trace.exception = nullptr;
  trace.count = 0;
  do {
    if (!isGuestCode(origin.instruction()))
      continue;
    if (trace.count < ThrowTrace::capacity)
      trace.frames[trace.count] = origin.instruction();
    ++trace.count;
  } while (trace.count <= ThrowTrace::capacity && origin.step());
}

Text backtraceText(const ThrowTrace &trace) {
  Text text;
  auto *report = hostAllocateArray<ReportText>(1);
  if (!report)
    return text;
  uint64_t known = trace.count < ThrowTrace::capacity ? trace.count : ThrowTrace::capacity;
  for (uint64_t i = 0; i < known; ++i)
    appendFrames(*report, trace.frames[i]);
  if (known < trace.count)
    report->append("  ...\n");
  text.append(report->text());
  hostFree(report);
  return text;
}

}  // namespace wasmc::rt
