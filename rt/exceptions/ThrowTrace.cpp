#include "rt/exceptions/ThrowTrace.h"

namespace wasmc::rt {

ThrowTrace &traceOf(const abi::Exception &exception) {
  ThrowTrace &trace = currentThread().trace;
  if (trace.exception != &exception) {
    trace.exception = &exception;
    trace.count = trace.stackPointer = 0;
  }
  return trace;
}

void forgetTrace(const abi::Exception &exception) {
  ThrowTrace &trace = currentThread().trace;
  if (trace.exception == &exception)
    trace.exception = nullptr;
}

}  // namespace wasmc::rt
