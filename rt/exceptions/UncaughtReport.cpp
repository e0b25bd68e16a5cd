#include "rt/exceptions/UncaughtReport.h"

#include "rt/exceptions/ExceptionText.h"
#include "rt/exceptions/ThrowTrace.h"
#include "rt/traps/TrapReport.h"

namespace wasmc::rt {

void endWithException(const abi::Exception &exception, const ThrowTrace &trace) {
  ReportText &text = beginReport();
  describeException(text, exception);
  appendGuestFrames(trace.frames, trace.count, ThrowTrace::capacity);
  endReport("uncaught exception: ");
}

}  // namespace wasmc::rt
